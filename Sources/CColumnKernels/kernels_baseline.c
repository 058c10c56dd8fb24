// The compiler's default instruction set: what every machine of the architecture runs.
#define KERNEL_SET column_kernels_baseline
#define KERNEL_NAME "baseline"
#include "kernels.inc"
