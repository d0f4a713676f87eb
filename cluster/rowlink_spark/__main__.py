"""`python -m rowlink_spark`, which `spark-submit` runs too."""

import sys

from rowlink_spark.cli import main

if __name__ == "__main__":
    sys.exit(main())
