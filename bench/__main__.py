"""``python -m bench [NAME…]``: run all benchmarks, or those whose module's name holds one of the words.

Prints a table, writes ``var/bench.json``, and says in its last line which ratios are outside their bounds;
exit status 1 if any is.
"""

import json
import os
import pkgutil
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import django

from bench.measure import Measure

_REPORT = Path("var/bench.json")


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
    django.setup()
    measures: list[Measure] = []
    print(f"{'':2}{'ratio':>8} {'bound':>8}  name")
    for name in _modules(words):
        measure_all = getattr(import_module(name), "measure", list)  # a module without it only helps others
        for measure in measure_all():
            measures.append(measure)
            mark = " " if measure.is_within else "!"
            print(f"{mark:2}{measure.ratio:8.2f} {measure.bound:8.2f}  {measure.name}", flush=True)
    _REPORT.parent.mkdir(exist_ok=True)
    _REPORT.write_text(json.dumps([asdict(measure) for measure in measures], ensure_ascii=False, indent=1))
    outside = [measure.name for measure in measures if not measure.is_within]
    print("Outside their bounds: " + ", ".join(outside) if outside else "All ratios are within their bounds.")
    return 1 if outside else 0


def _modules(words: list[str]) -> list[str]:
    import bench

    names = sorted(info.name for info in pkgutil.iter_modules(bench.__path__))
    return [f"bench.{name}" for name in names if not words or any(word in name for word in words)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
