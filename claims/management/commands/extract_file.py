"""Extract attributable claims from files, without a database: `manage.py extract_file article.txt --explain`."""

import json
import os
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims.extraction import extract
from claims.extraction.files import read_documents
from claims.extraction.lang import codes
from claims.extraction.report import as_record, explain


class Command(BaseCommand):
    """Prints one JSON line an article; exit status 2 when something could not be read."""

    help = "Split the articles in FILE… (text, .jsonl, .jsonl.gz, or - for standard input) into attributable claims."
    requires_system_checks: list[str] = []  # pure text work: neither database nor settings take part

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, the language to read with, and the form of the answer."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="text or JSON lines; - reads standard input")
        parser.add_argument("--lang", choices=codes(), help="read everything in this language instead of detecting it")
        parser.add_argument("--explain", action="store_true", help="print for reading: who, through whom, and why")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reads every file, tells what could not be read, and ends with status 2 if anything was."""
        complaints: list[str] = []

        def complain(message: str) -> None:
            complaints.append(message)
            self.stderr.write(message)

        try:
            for path in options["files"]:
                for document in read_documents(path, complain):
                    began = time.process_time()
                    extraction = extract(document.text, options["lang"] or document.language)
                    seconds = time.process_time() - began
                    if options["explain"]:
                        self.stdout.write(explain(document.id, document.text, extraction))
                    else:
                        record = as_record(document.id, document.text, extraction, seconds)
                        self.stdout.write(json.dumps(record, ensure_ascii=False))
        except BrokenPipeError:  # the reader (head, less) has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if complaints:
            sys.exit(2)
