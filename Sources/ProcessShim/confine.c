#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCH

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE(code) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (code))
// Refuses a call.
#define NEVER(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), REFUSE(EPERM)
// Refuses a call where one of the bits is set in an argument; ends the filter for this call.
#define NOT_WITH(number, argument, bits)                                                             \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 4), LOAD(args[argument]),                         \
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, 1), REFUSE(EACCES), ALLOW
// Says of a call that the kernel has none, so that the caller takes an older one that can be looked into.
#define UNKNOWN(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), REFUSE(ENOSYS)

enum { WRITING = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC };

static struct sock_filter filter[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0),
    REFUSE(EPERM),
    LOAD(nr),
#ifdef __x86_64__
    // Calls of the x32 interface have numbers of their own.
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    REFUSE(EPERM),
    NOT_WITH(SYS_open, 1, WRITING),
    NEVER(SYS_creat), NEVER(SYS_fork), NEVER(SYS_vfork), NEVER(SYS_unlink), NEVER(SYS_rename), NEVER(SYS_mkdir),
    NEVER(SYS_rmdir), NEVER(SYS_link), NEVER(SYS_symlink), NEVER(SYS_chmod), NEVER(SYS_chown), NEVER(SYS_lchown),
    NEVER(SYS_mknod), NEVER(SYS_utime), NEVER(SYS_utimes),
#endif
    NOT_WITH(SYS_openat, 2, WRITING),
#ifdef SYS_openat2
    UNKNOWN(SYS_openat2),
#endif
#ifdef SYS_clone3
    UNKNOWN(SYS_clone3),
#endif
#ifdef SYS_io_uring_setup
    NEVER(SYS_io_uring_setup),
#endif
    // Threads share their memory; processes do not.
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4), LOAD(args[0]),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0), REFUSE(EPERM), ALLOW,
    NEVER(SYS_execve), NEVER(SYS_execveat), NEVER(SYS_socket), NEVER(SYS_socketpair), NEVER(SYS_connect),
    NEVER(SYS_bind), NEVER(SYS_sendto), NEVER(SYS_sendmsg), NEVER(SYS_unlinkat), NEVER(SYS_renameat),
    NEVER(SYS_renameat2), NEVER(SYS_mkdirat), NEVER(SYS_linkat), NEVER(SYS_symlinkat), NEVER(SYS_mknodat),
    NEVER(SYS_truncate), NEVER(SYS_ftruncate), NEVER(SYS_fchmod), NEVER(SYS_fchmodat), NEVER(SYS_fchown),
    NEVER(SYS_fchownat), NEVER(SYS_utimensat), NEVER(SYS_setxattr), NEVER(SYS_lsetxattr), NEVER(SYS_fsetxattr),
    NEVER(SYS_ptrace), NEVER(SYS_process_vm_writev), NEVER(SYS_kill), NEVER(SYS_tkill), NEVER(SYS_pidfd_open),
    NEVER(SYS_mount), NEVER(SYS_unshare), NEVER(SYS_setns), NEVER(SYS_bpf), NEVER(SYS_shmget), NEVER(SYS_msgget),
    NEVER(SYS_setrlimit), NOT_WITH(SYS_prlimit64, 2, 0xFFFFFFFF),
    ALLOW,
};

void foldout_confine(void) {
  struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#else

void foldout_confine(void) { prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

#endif
