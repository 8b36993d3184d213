"""Measures one Python client, round by round, as the suite asks: commands and figures are lines of JSON.

Commands: ``connect``, ``cells``, ``stage_outcome``, ``prepare``, ``round`` and ``memory``. Each is answered by
one line; ``{"error": ...}`` says why it was not carried out. The end of the input ends the process.
"""

import concurrent.futures
import gc
import json
import signal
import sys
import threading
import time
import tracemalloc

from clients import CLIENTS
from values import Dataset, Stage, to_json


class Calls:
    """The calls of some work, one after the other: which rows each is for, and what must come of it.

    The rows are those of ``Work.java``, so that the sizes of batches come equally often.
    """

    def __init__(self, client, work, data):
        self.work, self.data = work, data
        self.most, self.least = work["most_rows"], work["least_rows"]
        self.slots = max(1, data.rows // self.most)
        self.index = 0
        self.is_complete = work["data"]["missing_percent"] == 0
        kind = work["kind"]
        self.is_single = kind in ("singles", "mixed")
        if kind == "singles":
            self.call = client.single(work["verb"], data)
        elif kind == "mixed":
            get, put, percent = client.single("get", data), client.single("put", data), work["read_percent"]
            self.call = lambda row: (get if row * 61 % 100 < percent else put)(row)
        elif kind == "batch_read":
            self.call = client.batch_read(data, Stage(work))
        elif kind == "batch_write":
            self.call = client.batch_write(data)
        else:
            self.call = client.query(data)

    def round(self):
        """The calls of a round, as pairs of the arguments and the number of rows."""
        clock = time.perf_counter_ns
        end = clock() + self.work.get("nanos", 1 << 62)
        for done in range(self.work["calls"]):
            if done > 0 and clock() >= end:
                return
            slot = self.index % self.slots
            self.index += 1
            first = slot * self.most
            if self.is_single:
                yield (first,), 1
            else:
                rows = self.least + slot * 61 % (self.most - self.least + 1)
                yield (first, rows), rows

    def check(self, result, rows):
        if not self.is_single and self.is_complete and result[0] != rows:
            raise RuntimeError(f"Of {rows} records, {result[0]} were found or written.")


def run_in_sequence(calls, arguments, latencies):
    operations = 0
    clock = time.perf_counter_ns
    call = calls.call
    start = clock()
    for argument, rows in arguments:
        calls.check(call(*argument), rows)
        end = clock()
        latencies.append(end - start)
        start = end
        operations += rows
    return operations


def run_in_threads(calls, arguments, latencies, threads):
    """Sequences in threads, which share the calls of the round."""
    lock = threading.Lock()

    def shared():
        while True:
            with lock:
                item = next(arguments, None)
            if item is None:
                return
            yield item

    running = [threads.submit(run_in_sequence, calls, shared(), latencies) for _ in range(calls.work["in_flight"])]
    return sum(each.result() for each in running)


async def run_in_lanes(calls, arguments, latencies):
    """As many calls under way as there are lanes: each that ends starts the next."""
    import asyncio

    clock = time.perf_counter_ns
    call = calls.call
    operations = 0

    async def lane():
        nonlocal operations
        for argument, rows in arguments:
            start = clock()
            calls.check(await call(*argument), rows)
            latencies.append(clock() - start)
            operations += rows

    await asyncio.gather(*(lane() for _ in range(calls.work["in_flight"])))
    return operations


class Driver:
    def __init__(self):
        self.client = None
        self.calls = None
        self.threads = None

    def connect(self, command):
        hosts = [host.rsplit(":", 1) for host in command["hosts"].split(",")]
        hosts = [(host[0], int(host[1]) if len(host) > 1 else 3000) for host in hosts]
        self.client = CLIENTS[command["client"]](hosts)
        return {"version": self.client.version()}

    def cells(self, command):
        cells = self.client.cells(Dataset(command["data"]), command["first"], command["count"])
        return {"cells": [to_json(record) for record in cells]}

    def stage_outcome(self, command):
        work = command["work"]
        call = self.client.batch_read(Dataset(work["data"]), Stage(work))
        result = call(command["first"], work["most_rows"])
        if self.client.is_async:
            result = self.client.loop.run_until_complete(result)
        return {"outcome": result[1]}

    def prepare(self, command):
        work = command["work"]
        self.calls = Calls(self.client, work, Dataset(work["data"]))
        if self.threads is not None:
            self.threads.shutdown()
        self.threads = concurrent.futures.ThreadPoolExecutor(work["in_flight"])
        return {"prepared": True}

    def round(self, command):
        calls = self.calls
        latencies = []
        cpu_start = time.process_time_ns()
        start = time.perf_counter_ns()
        if self.client.is_async:
            operations = self.client.loop.run_until_complete(run_in_lanes(calls, calls.round(), latencies))
        elif calls.work["in_flight"] == 1:
            operations = run_in_sequence(calls, calls.round(), latencies)
        else:
            operations = run_in_threads(calls, calls.round(), latencies, self.threads)
        nanos = time.perf_counter_ns() - start
        return {
            "operations": operations,
            "nanos": nanos,
            "cpu_nanos": time.process_time_ns() - cpu_start,
            "call_nanos": sorted(latencies),
        }

    def memory(self, command):
        """What one result holds and what the process had at most, in a process that does nothing else."""
        work = command["work"]
        data = Dataset(work["data"])
        read = self.held_read(data, work["most_rows"])
        read(0)
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        result = read(0)
        held, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del result
        for _ in range(work["calls"]):
            read(0)
        return {"held_bytes": held - before, "peak_bytes": peak - before, "resident_bytes": peak_resident_bytes()}

    def held_read(self, data, count):
        """A read that returns what a caller would hold."""
        client = self.client
        if hasattr(client, "numpy"):
            dtype = data.dtype()
            return lambda first: client.client.batch_read(data.keys(first, count), data.bin_names).to_numpy(dtype)
        if hasattr(client, "read"):
            return lambda first: client.read(data, first, count)
        return lambda first: client.client.batch_read(data.keys(first, count), data.bin_names).to_dict()


def peak_resident_bytes():
    """The most memory that this process had.

    On Linux from the kernel's own figure: what ``getrusage`` says includes the process that started this one.
    """
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        import resource

        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return size if sys.platform == "darwin" else size * 1024


def main():
    # Ctrl-C concerns the suite, which ends this process when it has what it wants.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    driver = Driver()
    answers = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = getattr(driver, command["command"])(command)
        except BaseException as failure:  # Whatever it is: the suite shows it.
            answer = {"error": f"{type(failure).__name__}: {failure}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
