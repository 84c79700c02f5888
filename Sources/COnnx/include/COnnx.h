#ifndef FOLDOUT_CONNX_H
#define FOLDOUT_CONNX_H

#include "arena.h"
#include "onnx.pb-c.h"

#endif
