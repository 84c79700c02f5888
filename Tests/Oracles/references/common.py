"""What all references share: numbers of the two forms are compared here."""

import numpy as np
import torch
from onnx import helper

# Differences relative to numbers over one. The two forms of GELU differ by 0.00047.
TOLERANCE = {"float32": 3e-5, "float64": 1e-6, "float16": 1e-2, "bfloat16": 5e-2}

# Scales of random inputs.
SCALES = (0.1, 1.0, 4.0)


class Unsupported(Exception):
    """There is no way to check a place."""


def double(array):
    return torch.from_numpy(np.array(array, np.float64))


def attributes(node):
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}


def error(got, want, tolerance=None):
    """The greatest difference, relative to numbers over one, where it passes the tolerance; else None."""
    want = want.numpy() if isinstance(want, torch.Tensor) else np.asarray(want)
    if tuple(got.shape) != tuple(want.shape):
        return f"shape {list(got.shape)} instead of {list(want.shape)}"
    limit = tolerance or TOLERANCE.get(str(got.dtype), 3e-5)
    got, want = got.astype(np.float64), want.astype(np.float64)
    both = np.isnan(got) & np.isnan(want) | (got == want)
    # Numbers that cancel are as exact as the largest of them.
    size = max(1.0, float(np.abs(want[np.isfinite(want)]).max(initial=0)) / 8)
    with np.errstate(invalid="ignore"):
        difference = np.where(both, 0, np.abs(got - want) / np.maximum(size, np.abs(want)))
    worst = float(np.nan_to_num(difference, nan=np.inf).max(initial=0))
    return None if worst <= limit else f"differs by {worst:.2g}"


def agree(place, rng, candidates, scales=SCALES, tolerance=None):
    """None where one candidate fits all inputs. A candidate is a function of the inputs in the row's order."""
    candidates = list(candidates)
    if not candidates:
        return "no definition has these shapes"
    faults = [None] * len(candidates)
    for scale in scales:
        feed = place.fresh(rng, scale)
        got = place.compute(feed)
        inputs = [feed[name] if name in feed else name and place.whole.value(name) for name in place.inputs]
        tensors = [None if i is None else double(i) if np.asarray(i).dtype.kind == "f" else torch.from_numpy(np.array(i)) for i in inputs]
        for number, candidate in enumerate(candidates):
            if faults[number]:
                continue
            try:
                faults[number] = error(got, candidate(*tensors), tolerance)
            except (RuntimeError, ValueError, IndexError) as fault:
                faults[number] = str(fault).splitlines()[0][:100]
    return None if any(fault is None for fault in faults) else faults[0]


def inner(place, *idioms):
    """The outermost places of some idioms inside of a place, in order."""
    found = [entry for entry in place.nested if entry["idiom"] in idioms]
    names = [{name for o in entry["operators"] for name in o["outputs"]} for entry in found]
    return [entry for entry, own in zip(found, names) if not any(own < other for other in names)]


def part(place, entry):
    """A place inside of a place."""
    own = {name for o in entry["operators"] for name in o["outputs"]}
    nested = [other for other in place.nested if {name for o in other["operators"] for name in o["outputs"]} < own]
    return type(place)(place.whole, entry, nested)
