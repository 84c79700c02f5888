"""Compares what `foldout summary --json` says of a model's JSON with the live Keras model."""

import json
import os
import subprocess
import tempfile


def shape_of(layer):
    try:
        spec = layer.output
    except (AttributeError, ValueError):
        return None
    specs = spec if isinstance(spec, (list, tuple)) else list(spec.values()) if isinstance(spec, dict) else [spec]
    shapes = [list(s.shape) for s in specs]
    return shapes[0] if len(shapes) == 1 else shapes


def expected(model, prefix=""):
    """Path -> (class, output shape, parameters, trainable parameters) of every layer."""
    found = {}
    for layer in model.layers:
        path = prefix + layer.name
        trainable = sum(int(w.shape.num_elements() if hasattr(w.shape, "num_elements") else _size(w.shape))
                        for w in layer.trainable_weights)
        found[path] = (type(layer).__name__, shape_of(layer), layer.count_params(), trainable)
        if hasattr(layer, "layers") and type(layer).__name__ in ("Functional", "Sequential"):
            found.update(expected(layer, path + "/"))
    return found


def _size(shape):
    size = 1
    for dim in shape:
        size *= dim
    return size


def without_shapes(value):
    """The same JSON without the shapes that Keras records, so that all have to be worked out."""
    if isinstance(value, dict):
        if value.get("class_name") == "__keras_tensor__":
            config = {k: v for k, v in value["config"].items() if k != "shape"}
            return {"class_name": "__keras_tensor__", "config": config}
        return {k: without_shapes(v) for k, v in value.items() if k != "build_config"}
    if isinstance(value, list):
        return [without_shapes(v) for v in value]
    return value


def differences(foldout, text, model, suffix=".json"):
    """What Foldout says otherwise than Keras, as a list of sentences."""
    with tempfile.NamedTemporaryFile("w" if isinstance(text, str) else "wb", suffix=suffix, delete=False) as file:
        file.write(text)
    try:
        run = subprocess.run([foldout, "summary", "--json", file.name], capture_output=True, text=True)
    finally:
        os.unlink(file.name)
    if run.returncode:
        return [run.stderr.strip()]
    said = json.loads(run.stdout)
    layers = {layer["path"]: layer for layer in said.get("layers", [])}
    found = []
    if run.stderr:
        found.append(run.stderr.strip())
    total, trainable = model.count_params(), sum(_size(w.shape) for w in model.trainable_weights)
    if said["parameters"] != total:
        found.append(f"parameters {said['parameters']}, not {total}")
    if said.get("trainableParameters") != trainable:
        found.append(f"trainable parameters {said.get('trainableParameters')}, not {trainable}")
    for path, (name, shape, parameters, trained) in expected(model).items():
        own = layers.get(path)
        if own is None:
            found.append(f"{path} is missing")
            continue
        # Registered under another name than that of the class.
        name = {"GroupedQueryAttention": "GroupQueryAttention"}.get(name, name)
        if own["class"] != name:
            found.append(f"{path} is a {own['class']}, not a {name}")
        if shape is not None and own["outputShape"] != shape:
            found.append(f"{path} ({name}) gives {own['outputShape']}, not {shape}")
        if own["parameters"] != parameters:
            found.append(f"{path} ({name}) has {own['parameters']} parameters, not {parameters}")
        elif own.get("trainableParameters", own["parameters"]) != trained:
            found.append(f"{path} ({name}) has {own.get('trainableParameters')} trainable parameters, not {trained}")
    return found
