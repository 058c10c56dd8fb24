// x86-64-v3: AVX2, BMI and FMA.
#if defined(__x86_64__)
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define KERNEL_SET column_kernels_v3
#define KERNEL_NAME "x86-64-v3"
#include "kernels.inc"
#pragma clang attribute pop
#else
typedef int column_kernels_v3_needs_x86_64;
#endif
