// Loops over columns of whole numbers and bits, once for each instruction set; `column_kernels()` gives the best that this
// machine runs. Lengths are in words of 64 rows: a column of 32 or 64-bit lanes holds 64 × words of them, a column of bits
// one word each. Arithmetic wraps. Columns are aligned to 512 bytes and may be read and written at the same place.
#ifndef COLUMN_KERNELS_H
#define COLUMN_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// How a quotient is rounded: the order is that of the program's rounding modes.
enum { column_half_up, column_half_even, column_half_down, column_down, column_up, column_floor, column_ceiling };

#define COLUMN_LANE_KERNELS(T, S)                                                                   \
    void (*add_##S)(T *d, const T *a, const T *b, size_t words);                                    \
    void (*sub_##S)(T *d, const T *a, const T *b, size_t words);                                    \
    void (*mul_##S)(T *d, const T *a, const T *b, size_t words);                                    \
    void (*min_##S)(T *d, const T *a, const T *b, size_t words);                                    \
    void (*max_##S)(T *d, const T *a, const T *b, size_t words);                                    \
    void (*add_c_##S)(T *d, const T *a, T c, size_t words);                                         \
    void (*sub_from_c_##S)(T *d, const T *a, T c, size_t words);                                    \
    void (*mul_c_##S)(T *d, const T *a, T c, size_t words);                                         \
    void (*min_c_##S)(T *d, const T *a, T c, size_t words);                                         \
    void (*max_c_##S)(T *d, const T *a, T c, size_t words);                                         \
    void (*abs_##S)(T *d, const T *a, size_t words);                                                \
    void (*eq_##S)(uint64_t *d, const T *a, const T *b, size_t words);                              \
    void (*lt_##S)(uint64_t *d, const T *a, const T *b, size_t words);                              \
    void (*le_##S)(uint64_t *d, const T *a, const T *b, size_t words);                              \
    void (*eq_c_##S)(uint64_t *d, const T *a, T c, size_t words);                                   \
    void (*lt_c_##S)(uint64_t *d, const T *a, T c, size_t words);                                   \
    void (*le_c_##S)(uint64_t *d, const T *a, T c, size_t words);                                   \
    void (*gt_c_##S)(uint64_t *d, const T *a, T c, size_t words);                                   \
    void (*ge_c_##S)(uint64_t *d, const T *a, T c, size_t words);                                   \
    void (*fill_##S)(T *d, T c, size_t words);                                                      \
    /* d = where a bit is set a, else b */                                                          \
    void (*select_##S)(T *d, const uint64_t *m, const T *a, const T *b, size_t words);              \
    void (*select_c_##S)(T *d, const uint64_t *m, T a, const T *b, size_t words);                   \
    void (*select_cc_##S)(T *d, const uint64_t *m, T a, T b, size_t words);                         \
    /* d = a ÷ c for c > 0, and a ÷ b (0 where b is not positive) */                                \
    void (*div_c_##S)(T *d, const T *a, T c, int mode, size_t words);                               \
    void (*div_##S)(T *d, const T *a, const T *b, int mode, size_t words);

struct column_kernels {
    const char *name;
    COLUMN_LANE_KERNELS(int32_t, i32)
    COLUMN_LANE_KERNELS(int64_t, i64)
    void (*widen)(int64_t *d, const int32_t *a, size_t words);
    void (*narrow)(int32_t *d, const int64_t *a, size_t words);
    // Products of 32-bit lanes in 64 bits.
    void (*mul_wide)(int64_t *d, const int32_t *a, const int32_t *b, size_t words);
    void (*mul_wide_c)(int64_t *d, const int32_t *a, int32_t c, size_t words);
};

// The kernels for this machine.
const struct column_kernels *column_kernels(void);
// The kernels named "baseline", "x86-64-v3" or "x86-64-v4"; NULL where this machine does not run them.
const struct column_kernels *column_kernels_named(const char *name);

#endif
