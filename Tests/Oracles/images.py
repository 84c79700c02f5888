#!/usr/bin/env python3
"""Writes small pictures and what Pillow makes of them: Tests/Fixtures/images.

Needs Pillow and NumPy: python3 Tests/Oracles/images.py
"""
import json
import os

import numpy as np
from PIL import Image, ImageOps

folder = os.path.join(os.path.dirname(__file__), "../Fixtures/images")
os.makedirs(folder, exist_ok=True)
random = np.random.default_rng(7)


def path(name):
    return os.path.join(folder, name)


def levels(image):
    return np.asarray(image, dtype=np.uint8).reshape(-1).tolist()


def picture(width, height):
    """Smooth colours with some noise, as photographs have them."""
    y, x = np.mgrid[0:height, 0:width]
    waves = [127 + 90 * np.sin(x / 3 + c) * np.cos(y / 4 - c) for c in range(3)]
    noise = random.integers(-30, 31, (height, width, 3))
    return Image.fromarray(np.clip(np.stack(waves, 2) + noise, 0, 255).astype(np.uint8))


colour = picture(23, 17)
colour.save(path("colour.png"))
facts = {"colour": levels(colour), "grey": levels(colour.convert("L"))}

def resized(image, width, height):
    """By Pillow's filter, rows first: some versions take columns first where that is less work."""
    rows = image.resize((width, image.height), Image.Resampling.BILINEAR)
    return rows.resize((width, height), Image.Resampling.BILINEAR)


# Smaller, larger, one axis only.
sizes = [(7, 5), (23, 5), (11, 17), (40, 30), (1, 1), (50, 3)]
facts["sizes"] = [
    {
        "width": w,
        "height": h,
        "colour": levels(resized(colour, w, h)),
        "grey": levels(resized(colour.convert("L"), w, h)),
    }
    for w, h in sizes
]


def imagenet(image, side):
    """Shorter side to side · 256 / 224, then the middle, as torchvision does it."""
    short = int(side / (1 - 32 / 256))
    w, h = image.size
    size = (short, int(short * h / w)) if w <= h else (int(short * w / h), short)
    image = resized(image, *size)
    left, top = round((size[0] - side) / 2), round((size[1] - side) / 2)
    return image.crop((left, top, left + side, top + side))


facts["imagenet"] = [{"side": s, "levels": levels(imagenet(colour, s))} for s in (7, 14, 28)]

# Transparent pixels on white.
clear = colour.convert("RGBA")
clear.putalpha(Image.fromarray(random.integers(0, 256, (17, 23), dtype=np.uint8)))
clear.save(path("clear.png"))
facts["clear"] = levels(Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB"))

# Turned as a camera says: orientation 6.
tag = Image.Exif()
tag[0x0112] = 6
smooth = Image.fromarray(np.tile(np.linspace(0, 255, 24, dtype=np.uint8)[None, :, None], (16, 1, 3)))
smooth.save(path("turned.jpg"), quality=95, subsampling=0, exif=tag)
upright = ImageOps.exif_transpose(Image.open(path("turned.jpg")))
facts["turned"] = {"width": upright.width, "height": upright.height, "levels": levels(upright)}

# 16 bits, of which the upper eight count; two levels; a palette.
wide = (random.integers(0, 256, (4, 6)).astype(np.uint32) * 257).astype(np.uint16)
Image.fromarray(wide).save(path("wide.png"))
facts["wide"] = (wide >> 8).reshape(-1).tolist()
colour.quantize(16).save(path("palette.gif"))
facts["palette"] = levels(Image.open(path("palette.gif")).convert("RGB"))
colour.convert("1").save(path("bits.png"))
facts["bits"] = levels(colour.convert("1").convert("L"))
colour.save(path("colour.bmp"))

with open(path("pillow.json"), "w") as file:
    json.dump(facts, file, separators=(",", ":"))
    file.write("\n")
