// x86-64-v4: AVX-512 with F, BW, CD, DQ and VL.
#if defined(__x86_64__)
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#define KERNEL_SET column_kernels_v4
#define KERNEL_NAME "x86-64-v4"
#include "kernels.inc"
#pragma clang attribute pop
#else
typedef int column_kernels_v4_needs_x86_64;
#endif
