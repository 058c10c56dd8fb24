#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own entry: runs its command line with `user` as the function that is handed the bytes.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*user)(const uint8_t *data, size_t size));
