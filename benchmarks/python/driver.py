"""Measures one Python client, round by round, as the suite asks: commands and figures are lines of JSON.

Commands: ``connect``, ``cells``, ``stage_outcome``, ``prepare``, ``round`` and ``memory``. Each is answered by
one line; ``{"error": ...}`` says why it was not carried out. The end of the input ends the process.
"""

import gc
import json
import signal
import sys
import time
import tracemalloc

from clients import CLIENTS
from values import Dataset, to_json


class Window:
    """Where each batch starts, so that batches that follow one another read other records."""

    def __init__(self, rows, rows_per_batch):
        self.rows = rows
        self.rows_per_batch = rows_per_batch
        self.next_row = 0

    def next(self):
        if self.next_row + self.rows_per_batch > self.rows:
            self.next_row = 0
        first = self.next_row
        self.next_row += self.rows_per_batch
        return first


def calls_of(client, work, data):
    """The calls of a round, as a function that gives an iterator of functions without arguments."""
    kind = work["kind"]
    if kind == "singles":
        call = client.single(work["verb"], data)
        rows = [index % data.rows for index in range(work["operations"])]
        return call, lambda: rows, lambda result: None
    if kind == "mixed":
        get, put = client.single("get", data), client.single("put", data)
        percent = work["read_percent"]
        indexes = range(work["operations"])

        def mixed(index):
            return (get if index * 61 % 100 < percent else put)(index % data.rows)

        return mixed, lambda: indexes, lambda result: None
    if kind == "query":
        count, batches, call = data.rows, 1, client.query(data)
    else:
        count, batches = work["keys_per_batch"], work["batches"]
        if kind == "batch_read":
            call = client.batch_read(data, count, work["stage"])
        else:
            call = client.batch_write(data, count)
    window = Window(data.rows, count)
    is_complete = work["data"]["missing_percent"] == 0

    def check(result):
        if is_complete and result[0] != count:
            raise RuntimeError(f"Of {count} records, {result[0]} were found or written.")

    return call, lambda: [window.next() for _ in range(batches)], check


def run_in_sequence(call, arguments, check):
    latencies = []
    clock = time.perf_counter_ns
    start = clock()
    for argument in arguments:
        check(call(argument))
        end = clock()
        latencies.append(end - start)
        start = end
    return latencies


async def run_in_lanes(call, arguments, check, lanes):
    """As many calls under way as there are lanes: each that ends starts the next."""
    import asyncio

    latencies = []
    clock = time.perf_counter_ns
    pending = iter(arguments)

    async def lane():
        for argument in pending:
            start = clock()
            check(await call(argument))
            latencies.append(clock() - start)

    await asyncio.gather(*(lane() for _ in range(lanes)))
    return latencies


class Driver:
    def __init__(self):
        self.client = None
        self.work = None
        self.calls = None

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
        call = self.client.batch_read(Dataset(work["data"]), work["keys_per_batch"], work["stage"])
        result = call(command["first"])
        if self.client.is_async:
            result = self.client.loop.run_until_complete(result)
        return {"outcome": result[1]}

    def prepare(self, command):
        self.work = command["work"]
        self.calls = calls_of(self.client, self.work, Dataset(self.work["data"]))
        return {"prepared": True}

    def round(self, command):
        call, new_arguments, check = self.calls
        arguments = new_arguments()
        gc.collect()
        gc.disable()
        try:
            cpu_start = time.process_time_ns()
            start = time.perf_counter_ns()
            if self.client.is_async:
                lanes = min(self.work.get("in_flight", len(arguments)), len(arguments))
                latencies = self.client.loop.run_until_complete(run_in_lanes(call, arguments, check, lanes))
            else:
                latencies = run_in_sequence(call, arguments, check)
            nanos = time.perf_counter_ns() - start
            cpu_nanos = time.process_time_ns() - cpu_start
        finally:
            gc.enable()
        return {
            "operations": self.work["operations"],
            "nanos": nanos,
            "cpu_nanos": cpu_nanos,
            "call_nanos": sorted(latencies),
        }

    def memory(self, command):
        """What one result holds and what the process had at most, in a process that does nothing else."""
        work = command["work"]
        data = Dataset(work["data"])
        read = self.held_read(data, work["keys_per_batch"])
        read(0)
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        result = read(0)
        held, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del result
        for _ in range(work["batches"]):
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
