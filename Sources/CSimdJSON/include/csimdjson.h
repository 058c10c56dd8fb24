#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Finds where the tokens of JSON text start, with simdjson's first stage and the processor's best instructions.
typedef struct csj_indexer csj_indexer;

enum {
    CSJ_OK = 0,
    CSJ_NO_MEMORY = 1,
    CSJ_BAD_UTF8 = 2,
    CSJ_UNCLOSED_STRING = 3,
    CSJ_CONTROL_CHARACTER = 4,
    CSJ_EMPTY = 5,
    CSJ_OTHER = 6
};

/// NULL if there is no memory.
csj_indexer *csj_indexer_create(void);
void csj_indexer_destroy(csj_indexer *indexer);

/// Indexes `length` bytes (less than 4 GiB; nothing past them is read). On CSJ_OK `*offsets` holds `*count` rising byte offsets: each of
/// `{ } [ ] : ,` outside of strings, each string's opening quote, the first byte of each other token; they last until the next call.
int csj_index(csj_indexer *indexer, const uint8_t *bytes, size_t length, const uint32_t **offsets, size_t *count);

/// True if the bytes are UTF-8.
bool csj_is_utf8(const uint8_t *bytes, size_t length);

/// A converter from a named character set to UTF-8 (`GB18030`, `WINDOWS-1252`); NULL if the system knows none of that name.
typedef struct csj_transcoder csj_transcoder;
csj_transcoder *csj_transcoder_create(const char *from);
void csj_transcoder_destroy(csj_transcoder *transcoder);

/// Converts as much as fits and is complete; a byte that stands for nothing becomes U+FFFD. Sets how many bytes were read and written.
/// With `final` an unfinished character at the end becomes U+FFFD too.
void csj_transcode(
    csj_transcoder *transcoder, const uint8_t *input, size_t inputLength, uint8_t *output, size_t outputLength, bool final,
    size_t *consumed, size_t *produced);

#ifdef __cplusplus
}
#endif

#endif
