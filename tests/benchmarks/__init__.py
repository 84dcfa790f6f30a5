"""The portal measured beside its floor, in the same run: `make bench`, or `python -m tests.benchmarks --help`.

pytest collects nothing here. Everything that is loaded listens on 127.0.0.1 and
stops by itself; the data lie in `var/benchmarks/` and in databases of their own.
"""
