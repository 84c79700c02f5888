// Takes away from a process what running a model does not need.
#ifndef FOLDOUT_CONFINE_H
#define FOLDOUT_CONFINE_H

// From here on the process opens files for reading only, and neither makes, renames nor removes any; it starts no
// program and no process, and has no network. Such calls fail as forbidden. Best effort: nothing changes where the kernel has
// no such filter.
void foldout_confine(void);

#endif
