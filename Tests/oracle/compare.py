#!/usr/bin/env python3
"""Holds the engine's export against the oracle, file by file, and shows the first difference.

    compare.py SPANLEDGER FILE_OR_FOLDER…

SPANLEDGER is the built command. Exit status 0 where every file agrees, 1 where one does not, 2 where a file could not be
compared. Files that the oracle cannot read are refused, so nothing passes unread.
"""

import subprocess
import sys

import decode_oracle


def exported(binary, path):
  """The engine's lines for a file, sorted as the oracle's are."""
  run = subprocess.run([binary, "export", path, "--format", "ndjson"], capture_output=True)
  return run.returncode, sorted(run.stdout.split(b"\n")[:-1]), run.stderr


def difference(expected, found):
  """The first line in which two lists part, as (number from 1, expected, found); `None` where they are equal."""
  for index in range(max(len(expected), len(found))):
    left = expected[index] if index < len(expected) else None
    right = found[index] if index < len(found) else None
    if left != right:
      return index + 1, left, right
  return None


def main(binary, paths):
  status, files, lines = 0, 0, 0
  for path in decode_oracle.files_under(paths):
    try:
      expected = decode_oracle.decode([path])
    except Exception as error:
      print(f"{path}: the oracle cannot read it: {error}")
      status = 2
      continue
    if not expected:
      print(f"{path}: the oracle finds no record in it")
      status = 2
      continue
    code, found, messages = exported(binary, path)
    files, lines = files + 1, lines + len(expected)
    apart = difference(expected, found)
    if apart or code != 0:
      status = max(status, 1)
      print(f"{path}: exit status {code}, {len(expected)} lines expected, {len(found)} found")
      if apart:
        number, left, right = apart
        print(f"  line {number}\n  oracle {left.decode() if left else '(none)'}\n  engine {right.decode() if right else '(none)'}")
      if messages:
        print("  " + messages.decode("utf-8", "replace").strip().replace("\n", "\n  "))
  print(f"{files} files, {lines} lines compared" + ("" if status else ": all equal"))
  return status if files else 2


if __name__ == "__main__":
  if len(sys.argv) < 3:
    sys.exit(__doc__)
  sys.exit(main(sys.argv[1], sys.argv[2:]))
