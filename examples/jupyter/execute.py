"""Executes a notebook from top to bottom and writes it as a page and with its outputs. A cell that fails fails this
program, unless it has the tag "raises-exception" and is there to show how a failure looks.

usage: execute.py NOTEBOOK KERNEL PAGE EXECUTED_NOTEBOOK LOG
"""

import os
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter

# A port that was free when Jupyter chose it can be taken when the kernel binds it; then the kernel never answers.
STARTS = 3
START_SECONDS = 60
CELL_SECONDS = 300


def execute(notebook_file, kernel, log):
    for start in range(1, STARTS + 1):
        notebook = nbformat.read(notebook_file, as_version=4)
        client = NotebookClient(
            notebook,
            kernel_name=kernel,
            startup_timeout=START_SECONDS,
            timeout=CELL_SECONDS,
            resources={"metadata": {"path": os.path.dirname(os.path.abspath(notebook_file))}},
        )
        try:
            client.execute(stdout=log, stderr=log)
            return notebook
        except CellExecutionError:
            raise
        except RuntimeError as failure:
            if start == STARTS:
                raise
            print(f"{failure}. Starting it again.", file=sys.stderr)


def write_page(notebook, page):
    html, _ = HTMLExporter(template_name="lab").from_notebook_node(notebook)
    with open(page + ".part", "w", encoding="utf-8") as out:
        out.write(html)
    os.replace(page + ".part", page)


def write_notebook(notebook, file):
    """Without times, which would differ each time."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    with open(file + ".part", "w", encoding="utf-8") as out:
        nbformat.write(notebook, out)
    os.replace(file + ".part", file)


def main(notebook_file, kernel, page, executed, log_file):
    for old in (page, executed):
        if os.path.exists(old):
            os.remove(old)
    try:
        with open(log_file, "w", encoding="utf-8") as log:
            notebook = execute(notebook_file, kernel, log)
    except (CellExecutionError, RuntimeError) as failure:
        print(f"{failure}\nThe notebook failed. The kernel's log: {log_file}", file=sys.stderr)
        return 1
    write_page(notebook, page)
    write_notebook(notebook, executed)
    print(f"Every cell ran. The notebook as a page: {page}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
