#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# PyPI's faiss-cpu over the vectors that `search_bench --dump=FOLDER` wrote: one thread, one query
# at a time; and whether its rows are ours. Needs numpy and faiss-cpu.
import sys
import time

import faiss
import numpy

ROUNDS = 5


def main() -> int:
    if len(sys.argv) != 2:
        print("compare_faiss.py FOLDER")
        return 2
    folder = sys.argv[1]
    with open(f"{folder}/shape.txt", encoding="utf-8") as shape:
        rows, dimension, k, queries = map(int, shape.read().split())
    vectors = numpy.memmap(f"{folder}/rows.f32", numpy.float32, "r", shape=(rows, dimension))
    asked = numpy.fromfile(f"{folder}/queries.f32", numpy.float32).reshape(queries, dimension)
    ids = numpy.fromfile(f"{folder}/ids.i64", numpy.int64).reshape(queries, -1)
    scores = numpy.fromfile(f"{folder}/scores.f32", numpy.float32).reshape(queries, -1)
    faiss.omp_set_num_threads(1)
    flat = faiss.IndexFlatIP(dimension)
    for first in range(0, rows, 10000):
        flat.add(numpy.ascontiguousarray(vectors[first : first + 10000]))
    times = []
    processor = []
    different = 0
    for turn in range(ROUNDS + 1):
        for number, query in enumerate(asked):
            start, before = time.perf_counter(), time.process_time()
            found_scores, found = flat.search(query[None, :], k)
            if turn > 0:  # the first warms
                times.append((time.perf_counter() - start) * 1000)
                processor.append((time.process_time() - before) * 1000)
            apart = numpy.abs(found_scores[0] - scores[number]) >= 1e-5
            different += int(numpy.sum((found[0] != ids[number]) & apart))
    times.sort()
    processor.sort()
    print(
        f"faiss-cpu {faiss.__version__} ({rows} x {dimension}): min {times[0]:.3f} ms, median "
        f"{times[len(times) // 2]:.3f} ms, processor's median "
        f"{processor[len(times) // 2]:.3f} ms; {different} places differ by 1e-5 or more"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
