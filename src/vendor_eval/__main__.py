"""Lets ``python -m vendor_eval`` stand for the command ``vendor-eval``."""

from vendor_eval.cli import main

if __name__ == "__main__":
    main()
