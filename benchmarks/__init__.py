"""The same work done by us and by others, in one run, as ratios: ``python -m benchmarks``."""

import os

# One thread for linear algebra, before numpy loads it: two on a busy machine slow small products tenfold.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
