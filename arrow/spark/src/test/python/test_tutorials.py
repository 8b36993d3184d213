"""The page about the tutorials of Aerospike's connector: its code, run from top to bottom, prints what it says."""

import contextlib
import doctest
import io
import os
import pathlib
import re
import unittest

from pyspark.sql import SparkSession

PAGE = pathlib.Path(__file__).parents[5] / "docs/docs/integrations/spark-tutorials.md"
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ABRIDGED = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class TutorialsTest(unittest.TestCase):
    @unittest.skipIf(os.environ["SPARK_API"] == "connect", "clients of Spark Connect have no JVM to make an index with")
    def test_the_code_of_the_page_prints_what_the_page_says(self):
        names = {"spark": SparkSession.builder.master("local[2]").getOrCreate()}
        self.addCleanup(names["spark"].stop)
        printed = ""
        for language, text in BLOCK.findall(PAGE.read_text()):
            if language == "python":
                self.assertEqual("", printed, "The page does not say what the code before prints:\n" + text)
                code = text.replace("localhost:3000", os.environ["AEROSPIKE_HOSTS"])
                with self.subTest(text), contextlib.redirect_stdout(io.StringIO()) as out:
                    exec(compile(code, PAGE.name, "exec"), names)
                printed = out.getvalue()
            else:
                with self.subTest(text):
                    self.assertTrue(doctest.OutputChecker().check_output(text, printed, ABRIDGED), printed)
                printed = ""


if __name__ == "__main__":
    unittest.main(verbosity=2)
