#!/usr/bin/env python3
"""Writes a small archive of a table with names, as NumPy stores texts: Tests/Models/run/table.npz.

    python3 Tests/Oracles/tables.py        (needs numpy)
"""
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).parent.parent / "Models" / "run"

np.savez(
    FOLDER / "table.npz",
    X=np.arange(12, dtype=np.float32).reshape(3, 4),
    y=np.array([2, 0, 1]),
    X_test=np.arange(8, dtype=np.float32).reshape(2, 4) + 100,
    y_test=np.array([1, 1]),
    feature_names=np.array(["length", "breadth", "höhe", "weight"]),
    class_names=np.array([b"cat", b"dog", b"fox"]),
)
