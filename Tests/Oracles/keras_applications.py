"""Compares Foldout with Keras on every model of keras.applications, without trained weights.

Layers, output shapes, parameters (total, trainable) per layer and model; each model twice: as Keras writes it,
and with every recorded shape taken out, so that all shapes have to be worked out.

    python3 -m venv /tmp/keras && /tmp/keras/bin/pip install keras jax
    KERAS_BACKEND=jax /tmp/keras/bin/python Tests/Oracles/keras_applications.py .build/release/foldout [FOLDER]

With FOLDER, the JSON files are kept there. Takes a few minutes. Not part of `swift test`.
"""

import inspect
import json
import os
import sys

import compare
import keras


def main():
    foldout = os.path.abspath(sys.argv[1])
    folder = sys.argv[2] if len(sys.argv) > 2 else None
    makers = {}
    for module in vars(keras.applications).values():
        for name, value in vars(module).items() if inspect.ismodule(module) else []:
            if inspect.isfunction(value) and name[0].isupper():
                makers[name] = value
    agreed = {"recorded": 0, "worked out": 0}
    layers = 0
    for name, make in sorted(makers.items()):
        keras.backend.clear_session()
        model = make(weights=None)
        text = model.to_json()
        if folder:
            with open(os.path.join(folder, name + ".json"), "w") as file:
                file.write(text)
        layers += len(model.layers)
        bare = json.dumps(compare.without_shapes(json.loads(text)))
        for kind, variant in (("recorded", text), ("worked out", bare)):
            found = compare.differences(foldout, variant, model)
            agreed[kind] += not found
            if found:
                print(f"{name} ({kind}): {len(found)} differences")
                for line in found[:5]:
                    print("   ", line)
        print(f"{name}: {len(model.layers)} layers, {model.count_params():,} parameters", flush=True)
    print(f"{len(makers)} models, {layers} layers; agree: {agreed}")
    return 0 if all(count == len(makers) for count in agreed.values()) else 1


sys.exit(main())
