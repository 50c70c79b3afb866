#!/usr/bin/env python3
"""Decompression alone with zlib-ng, through its Python package: the work is done in the library, a megabyte at a time.

usage: with_zlib_ng.py FILE.gz; prints the number of bytes that came out
"""

import sys

from zlib_ng import zlib_ng

total = 0
stream = zlib_ng.decompressobj(wbits=31)
with open(sys.argv[1], "rb", buffering=0) as file:
    while chunk := file.read(1 << 18):
        while chunk:
            total += len(stream.decompress(chunk, 1 << 20))
            chunk = stream.unconsumed_tail
print(total + len(stream.flush()))
