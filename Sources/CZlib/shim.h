#ifndef LOWCARBON_CZLIB_H
#define LOWCARBON_CZLIB_H

#include <zlib.h>

// The macros of zlib that Swift does not import, for the gzip format (RFC 1952).
static inline int czlib_inflate_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
static inline int czlib_deflate_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
