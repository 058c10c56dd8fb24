#include "csimdjson.h"

#include <iconv.h>
#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>

using simdjson::internal::dom_parser_implementation;

struct csj_indexer {
    std::unique_ptr<dom_parser_implementation> parser;
};

csj_indexer *csj_indexer_create(void) { return new (std::nothrow) csj_indexer(); }

void csj_indexer_destroy(csj_indexer *indexer) { delete indexer; }

static bool reserve(csj_indexer *indexer, size_t length) {
    if (indexer->parser && indexer->parser->capacity() > length) { return true; }
    size_t capacity = std::max<size_t>(length + length / 2 + 1, 1 << 16);
    if (!indexer->parser) {
        return simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, indexer->parser)
            == simdjson::SUCCESS;
    }
    return indexer->parser->allocate(capacity, 1) == simdjson::SUCCESS;
}

int csj_index(csj_indexer *indexer, const uint8_t *bytes, size_t length, const uint32_t **offsets, size_t *count) {
    *offsets = nullptr;
    *count = 0;
    if (length == 0) { return CSJ_EMPTY; }
    if (length >= 0xFFFF0000u) { return CSJ_NO_MEMORY; }
    if (!reserve(indexer, length)) { return CSJ_NO_MEMORY; }
    switch (indexer->parser->stage1(bytes, length, simdjson::stage1_mode::regular)) {
    case simdjson::SUCCESS: break;
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY: return CSJ_NO_MEMORY;
    case simdjson::UTF8_ERROR: return CSJ_BAD_UTF8;
    case simdjson::UNCLOSED_STRING: return CSJ_UNCLOSED_STRING;
    case simdjson::UNESCAPED_CHARS: return CSJ_CONTROL_CHARACTER;
    case simdjson::EMPTY: return CSJ_EMPTY;
    default: return CSJ_OTHER;
    }
    *offsets = indexer->parser->structural_indexes.get();
    *count = indexer->parser->n_structural_indexes;
    return CSJ_OK;
}

bool csj_is_utf8(const uint8_t *bytes, size_t length) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}

struct csj_transcoder {
    iconv_t converter;
};

csj_transcoder *csj_transcoder_create(const char *from) {
    iconv_t converter = iconv_open("UTF-8", from);
    if (converter == reinterpret_cast<iconv_t>(-1)) { return nullptr; }
    auto *transcoder = new (std::nothrow) csj_transcoder{converter};
    if (!transcoder) { iconv_close(converter); }
    return transcoder;
}

void csj_transcoder_destroy(csj_transcoder *transcoder) {
    if (!transcoder) { return; }
    iconv_close(transcoder->converter);
    delete transcoder;
}

void csj_transcode(
    csj_transcoder *transcoder, const uint8_t *input, size_t inputLength, uint8_t *output, size_t outputLength, bool final,
    size_t *consumed, size_t *produced) {
    static const char replacement[] = "\xEF\xBF\xBD";
    char *in = const_cast<char *>(reinterpret_cast<const char *>(input));
    char *out = reinterpret_cast<char *>(output);
    size_t inLeft = inputLength;
    size_t outLeft = outputLength;
    while (inLeft > 0) {
        size_t result = iconv(transcoder->converter, &in, &inLeft, &out, &outLeft);
        if (result != static_cast<size_t>(-1)) { break; }
        bool unfinished = errno == EINVAL;
        if (errno == E2BIG || outLeft < 3 || (unfinished && !final)) { break; }
        std::memcpy(out, replacement, 3);
        out += 3;
        outLeft -= 3;
        in += 1;
        inLeft -= 1;
        iconv(transcoder->converter, nullptr, nullptr, nullptr, nullptr);
    }
    *consumed = inputLength - inLeft;
    *produced = outputLength - outLeft;
}
