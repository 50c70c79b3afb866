// Decompression alone: reads a file with pread, decompresses it into one buffer that is used again and again.
//
// usage: decompress zstd|zlib|isal|libdeflate FILE; prints the number of bytes that came out
//
// libdeflate cannot stream: it gets the whole file and a buffer for all that comes out.

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>
#include <zstd.h>
#ifdef HAS_ISAL
#include <isa-l/igzip_lib.h>
#endif
#ifdef HAS_LIBDEFLATE
#include <libdeflate.h>
#endif

#define IN_BYTES (256 << 10)
#define OUT_BYTES (1 << 20)

static unsigned char input[IN_BYTES];
static unsigned char output[OUT_BYTES];

static void fail(const char *text) {
  fprintf(stderr, "%s\n", text);
  exit(2);
}

static size_t next(int file, off_t *offset) {
  ssize_t got = pread(file, input, IN_BYTES, *offset);
  if (got < 0) fail("the file cannot be read");
  *offset += got;
  return (size_t)got;
}

static uint64_t withZstd(int file) {
  ZSTD_DCtx *context = ZSTD_createDCtx();
  uint64_t bytes = 0;
  off_t offset = 0;
  size_t got;
  while ((got = next(file, &offset)) > 0) {
    ZSTD_inBuffer in = {input, got, 0};
    ZSTD_outBuffer out;
    do {
      out = (ZSTD_outBuffer){output, OUT_BYTES, 0};
      if (ZSTD_isError(ZSTD_decompressStream(context, &out, &in))) fail("no zstd");
      bytes += out.pos;
      // A full output buffer may hide more of it.
    } while (in.pos < in.size || out.pos == OUT_BYTES);
  }
  ZSTD_freeDCtx(context);
  return bytes;
}

static uint64_t withZlib(int file) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (inflateInit2(&stream, 31) != Z_OK) fail("zlib does not start");
  uint64_t bytes = 0;
  off_t offset = 0;
  size_t got;
  while ((got = next(file, &offset)) > 0) {
    stream.next_in = input;
    stream.avail_in = (uInt)got;
    do {
      stream.next_out = output;
      stream.avail_out = OUT_BYTES;
      int result = inflate(&stream, Z_NO_FLUSH);
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) fail("no gzip");
      bytes += OUT_BYTES - stream.avail_out;
      if (result == Z_STREAM_END && stream.avail_in > 0) inflateReset(&stream);
    } while (stream.avail_in > 0 || stream.avail_out == 0);
  }
  inflateEnd(&stream);
  return bytes;
}

#ifdef HAS_ISAL
static uint64_t withISAL(int file) {
  static struct inflate_state state;
  isal_inflate_init(&state);
  state.crc_flag = ISAL_GZIP;
  uint64_t bytes = 0;
  off_t offset = 0;
  size_t got;
  while ((got = next(file, &offset)) > 0) {
    state.next_in = input;
    state.avail_in = (uint32_t)got;
    do {
      state.next_out = output;
      state.avail_out = OUT_BYTES;
      if (isal_inflate(&state) != ISAL_DECOMP_OK) fail("no gzip");
      bytes += OUT_BYTES - state.avail_out;
      if (state.block_state == ISAL_BLOCK_FINISH && state.avail_in > 0) {
        isal_inflate_reset(&state);
        state.crc_flag = ISAL_GZIP;
      }
    } while (state.avail_in > 0 || state.avail_out == 0);
  }
  return bytes;
}
#endif

#ifdef HAS_LIBDEFLATE
static uint64_t withLibdeflate(int file) {
  struct stat status;
  if (fstat(file, &status) != 0) fail("the file cannot be read");
  size_t size = (size_t)status.st_size, filled = 0;
  unsigned char *all = malloc(size);
  while (all != NULL && filled < size) {
    ssize_t got = pread(file, all + filled, size - filled, (off_t)filled);
    if (got <= 0) fail("the file cannot be read");
    filled += (size_t)got;
  }
  // The last four bytes of a member are its length, as far as it is below 4 GiB; the corpus has one member.
  uint32_t length;
  memcpy(&length, all + size - 4, 4);
  unsigned char *out = malloc(length);
  size_t bytes = 0;
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  if (out == NULL || libdeflate_gzip_decompress(decompressor, all, size, out, length, &bytes) != LIBDEFLATE_SUCCESS)
    fail("no gzip of one member below 4 GiB");
  libdeflate_free_decompressor(decompressor);
  return bytes;
}
#endif

int main(int argc, char **argv) {
  int file = argc == 3 ? open(argv[2], O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) fail("usage: decompress zstd|zlib|isal|libdeflate FILE");
  uint64_t bytes;
  if (strcmp(argv[1], "zstd") == 0) {
    bytes = withZstd(file);
  } else if (strcmp(argv[1], "zlib") == 0) {
    bytes = withZlib(file);
#ifdef HAS_ISAL
  } else if (strcmp(argv[1], "isal") == 0) {
    bytes = withISAL(file);
#endif
#ifdef HAS_LIBDEFLATE
  } else if (strcmp(argv[1], "libdeflate") == 0) {
    bytes = withLibdeflate(file);
#endif
  } else {
    fail("this program was built without that library");
  }
  printf("%llu\n", (unsigned long long)bytes);
  return 0;
}
