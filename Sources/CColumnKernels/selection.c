// Which kernels this machine runs.
#include "column_kernels.h"
#include <string.h>

extern const struct column_kernels column_kernels_baseline;
#if defined(__x86_64__)
extern const struct column_kernels column_kernels_v3;
extern const struct column_kernels column_kernels_v4;
#endif

const struct column_kernels *column_kernels_named(const char *name) {
    if (strcmp(name, "baseline") == 0) return &column_kernels_baseline;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (strcmp(name, "x86-64-v3") == 0 && __builtin_cpu_supports("x86-64-v3")) return &column_kernels_v3;
    if (strcmp(name, "x86-64-v4") == 0 && __builtin_cpu_supports("x86-64-v4")) return &column_kernels_v4;
#endif
    return NULL;
}

const struct column_kernels *column_kernels(void) {
    const struct column_kernels *best = column_kernels_named("x86-64-v4");
    if (!best) best = column_kernels_named("x86-64-v3");
    return best ? best : &column_kernels_baseline;
}
