"""Idioms that only move elements: windows, shuffles."""

import itertools
import math

import numpy as np
import torch.nn.functional as F

from .common import agree


def divisors(number):
    return [size for size in range(1, number + 1) if number % size == 0]


def windows(place, rng):
    """(B, H, W, C) as (B H/h W/w, h, w, C) or (…, h w, C), or back."""
    shape = np.shape(place.whole.value(place.output))
    incoming = np.shape(place.whole.value(place.inputs[0]))

    def cut(x, h, w):
        b, height, width, c = x.shape
        x = x.reshape(b, height // h, h, width // w, w, c).permute(0, 1, 3, 2, 4, 5)
        return x

    def cuts():
        if len(incoming) != 4:
            return
        b, height, width, c = incoming
        for h, w in itertools.product(divisors(height), divisors(width)):
            count = b * (height // h) * (width // w)
            for wanted in ((count, h, w, c), (count, h * w, c), (b, count // b, h * w, c)):
                if tuple(shape) == wanted:
                    yield lambda x, h=h, w=w, s=wanted: cut(x, h, w).reshape(s)

    def joins():
        if len(shape) not in (3, 4):
            return
        c = shape[-1]
        sizes = [shape[1:3]] if len(shape) == 4 else [(n, shape[1] // n) for n in divisors(shape[1])]
        for height, width in sizes:
            for h, w in itertools.product(divisors(height), divisors(width)):
                # Heads may still stand behind the pixels of a window.
                if h * w > 1 and math.prod(incoming) == math.prod(shape):
                    yield lambda x, h=h, w=w, a=height, d=width: (
                        x.reshape(shape[0], a // h, d // w, h, w, c).permute(0, 1, 3, 2, 4, 5).reshape(shape)
                    )

    return agree(place, rng, itertools.chain(cuts(), joins()), scales=(1,))


def channel_shuffle(place, rng):
    channels = np.shape(place.whole.value(place.inputs[0]))[1]
    groups = [size for size in divisors(channels) if size > 1]
    return agree(place, rng, [lambda x, g=g: F.channel_shuffle(x, g) for g in groups], scales=(1,))


def pixel_shuffle(place, rng):
    incoming, shape = (np.shape(place.whole.value(name)) for name in (place.inputs[0], place.output))
    factor = shape[-1] // incoming[-1]
    return agree(place, rng, [lambda x: F.pixel_shuffle(x, factor)], scales=(1,))
