"""Exports the models of this folder from PyTorch, by the definitions that others use; weights are left out of the files.

    python models.py

Needs torch, torchvision, onnx and onnxruntime. What is exported differs a little between versions: look at the pictures
after it.
"""

import os
import tempfile

import numpy as np
import onnx
import torch
import torchvision
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, quantize_dynamic, quantize_static
from torch import nn
from torch.nn import functional as F
from torchvision.models.convnext import CNBlock, LayerNorm2d
from torchvision.models.densenet import _DenseLayer, _Transition
from torchvision.models.mobilenetv2 import InvertedResidual
from torchvision.models.resnet import BasicBlock, Bottleneck
from torchvision.models.swin_transformer import PatchMerging
from torchvision.models.vision_transformer import VisionTransformer
from torchvision.ops.misc import FrozenBatchNorm2d, SqueezeExcitation

HERE = os.path.dirname(os.path.abspath(__file__))


def strip(path):
    """Leaves out what weights and large constants hold, as a file does whose weights are stored beside it."""
    model = onnx.load(path)
    graph = model.graph
    for node in [n for n in graph.node if n.op_type == "Constant"]:
        tensor = node.attribute[0].t
        if len(tensor.raw_data) > 512:
            graph.initializer.append(tensor)
            graph.initializer[-1].name = node.output[0]
            graph.node.remove(node)
    for tensor in graph.initializer:
        if len(tensor.raw_data) > 512 or (len(tensor.raw_data) > 64 and tensor.data_type != onnx.TensorProto.INT64):
            tensor.ClearField("raw_data")
            tensor.data_location = onnx.TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value="weights")
    for node in graph.node:
        node.ClearField("doc_string")
    onnx.save(model, path)


class Batches(CalibrationDataReader):
    """Random input by which scales are chosen."""

    def __init__(self, shape):
        self.left = [{"x": np.random.default_rng(0).standard_normal(shape, dtype=np.float32)} for _ in range(4)]

    def get_next(self):
        return self.left.pop() if self.left else None


def export(name, module, *inputs, quantize=None):
    path = os.path.join(HERE, name + ".onnx")
    with tempfile.TemporaryDirectory() as folder:
        first = os.path.join(folder, "model.onnx") if quantize else path
        torch.onnx.export(module.eval(), inputs, first, opset_version=17, dynamo=False, input_names=["x"])
        if quantize == "dynamic":
            quantize_dynamic(first, path)
        elif quantize == "static":
            quantize_static(first, path, Batches(inputs[0].shape), quant_format=QuantFormat.QDQ)
    strip(path)


class Rotary(nn.Module):
    """Attention with rotary positions and few heads for keys, as LLaMA has it."""

    def __init__(self, heads=4, few=2, width=8):
        super().__init__()
        self.heads, self.few, self.width = heads, few, width
        self.query = nn.Linear(heads * width, heads * width)
        self.key = nn.Linear(heads * width, few * width)
        self.value = nn.Linear(heads * width, few * width)
        self.out = nn.Linear(heads * width, heads * width)

    def turn(self, x, cos, sin):
        front, back = x.chunk(2, -1)
        return x * cos + torch.cat([-back, front], -1) * sin

    def repeat(self, x):
        b, n, t, w = x.shape
        return x[:, :, None].expand(b, n, self.heads // n, t, w).reshape(b, self.heads, t, w)

    def forward(self, x, cos, sin):
        b, t, _ = x.shape
        q = self.query(x).view(b, t, self.heads, self.width).transpose(1, 2)
        k = self.key(x).view(b, t, self.few, self.width).transpose(1, 2)
        v = self.value(x).view(b, t, self.few, self.width).transpose(1, 2)
        q, k = self.turn(q, cos, sin), self.turn(k, cos, sin)
        y = F.scaled_dot_product_attention(q, self.repeat(k), self.repeat(v))
        return self.out(y.transpose(1, 2).reshape(b, t, self.heads * self.width))


class Gated(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function
        self.gate, self.up, self.down = nn.Linear(32, 48), nn.Linear(32, 48), nn.Linear(48, 32)

    def forward(self, x):
        return self.down(self.function(self.gate(x)) * self.up(x))


class Router(nn.Module):
    def __init__(self):
        super().__init__()
        self.gate = nn.Linear(32, 8, bias=False)

    def forward(self, x):
        scores = F.softmax(self.gate(x), dim=-1)
        shares, experts = torch.topk(scores, 2, dim=-1)
        return torch.zeros_like(scores).scatter(-1, experts, shares / shares.sum(-1, keepdim=True))


class Windows(nn.Module):
    """What Swin does to a picture before and after it attends to windows; a product stands for the attention."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Linear(16, 16)

    def forward(self, x):
        x = torch.roll(x, (-2, -2), (1, 2))
        x = x.view(1, 2, 4, 2, 4, 16).permute(0, 1, 3, 2, 4, 5).reshape(4, 16, 16)
        x = self.mix(x)
        x = x.view(1, 2, 2, 4, 4, 16).permute(0, 1, 3, 2, 4, 5).reshape(1, 8, 8, 16)
        return torch.roll(x, (2, 2), (1, 2))


class Shuffles(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(8, 8, 1)

    def forward(self, x):
        b, c, h, w = x.shape
        x = x.view(b, 2, c // 2, h, w).transpose(1, 2).reshape(b, c, h, w)
        x = self.conv(x)
        x = x.view(b, c // 4, 2, 2, h, w).permute(0, 1, 4, 2, 5, 3)
        return x.reshape(b, c // 4, 2 * h, 2 * w)


class Dense(nn.Module):
    def __init__(self):
        super().__init__()
        self.one, self.two = _DenseLayer(8, 4, 2, 0.0), _DenseLayer(12, 4, 2, 0.0)

    def forward(self, x):
        x = torch.cat([x, self.one(x)], 1)
        return torch.cat([x, self.two(x)], 1)


class Cells(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.gru = nn.LSTMCell(8, 16), nn.GRUCell(16, 16)

    def forward(self, x, h, c, g):
        h, c = self.lstm(x, (h, c))
        return self.gru(h, g), c


class Suppression(nn.Module):
    def forward(self, boxes, scores, classes):
        return torchvision.ops.batched_nms(boxes, scores, classes, 0.5)


class Units(nn.Module):
    def __init__(self):
        super().__init__()
        down = nn.Sequential(nn.Conv2d(8, 16, 1, 2, bias=False), nn.BatchNorm2d(16))
        self.basic, self.bottleneck = BasicBlock(8, 16, 2, down), Bottleneck(16, 4)

    def forward(self, x):
        return self.bottleneck(self.basic(x))


class Added(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class Skip(nn.Module):
    """The top level of a U-Net."""

    def __init__(self):
        super().__init__()
        self.first, self.down, self.up, self.last = pair(3, 8), nn.Conv2d(8, 8, 2, 2), nn.ConvTranspose2d(8, 8, 2, 2), pair(16, 8)

    def forward(self, x):
        x = self.first(x)
        return self.last(torch.cat([x, self.up(F.relu(self.down(x)))], 1))


def pair(wide, narrow):
    return nn.Sequential(nn.Conv2d(wide, narrow, 3, 1, 1), nn.ReLU(), nn.Conv2d(narrow, narrow, 3, 1, 1), nn.ReLU())


class MixFFN(nn.Module):
    """SegFormer's MLP, which sees neighbours."""

    def __init__(self):
        super().__init__()
        self.up, self.conv, self.down = nn.Linear(16, 32), nn.Conv2d(32, 32, 3, 1, 1, groups=32), nn.Linear(32, 16)

    def forward(self, x):
        b, t, _ = x.shape
        y = self.conv(self.up(x).transpose(1, 2).view(b, 32, 4, t // 4))
        return x + self.down(F.gelu(y.flatten(2).transpose(1, 2)))


def main():
    torch.manual_seed(0)
    tokens, picture = torch.randn(1, 6, 32), torch.randn(1, 8, 8, 8)
    export(
        "text", nn.Sequential(nn.Embedding(50, 32), nn.Linear(32, 64), nn.GELU(), nn.Linear(64, 32)),
        torch.zeros(1, 6, dtype=torch.long))
    export("gated", nn.Sequential(Gated(F.silu), Gated(F.gelu)), tokens)
    export("rotary", Rotary(), tokens, torch.randn(6, 8), torch.randn(6, 8))
    export("vit", VisionTransformer(16, 8, 1, 2, 16, 32, num_classes=4), torch.randn(1, 3, 16, 16))
    export("swin", nn.Sequential(Windows(), PatchMerging(16)), torch.randn(1, 8, 8, 16))
    export("shuffles", Shuffles(), picture)
    export(
        "mobile", nn.Sequential(InvertedResidual(8, 8, 1, 4), InvertedResidual(8, 16, 2, 1), SqueezeExcitation(16, 4)),
        picture)
    export(
        "norms", nn.Sequential(
            nn.Conv2d(8, 8, 1), nn.GroupNorm(4, 8), nn.SiLU(), nn.Conv2d(8, 8, 1), LayerNorm2d(8),
            nn.Conv2d(8, 8, 1, bias=False), FrozenBatchNorm2d(8), nn.ReLU()), picture)
    export("units", Units(), picture)
    export("dense", Dense(), picture)
    export("transition", nn.Sequential(nn.ReLU(), _Transition(8, 4)), picture)
    export("unet", Skip(), torch.randn(1, 3, 8, 8))
    export("convnext", CNBlock(8, 1.0, 0.0), picture)
    export("segformer", MixFFN(), torch.randn(1, 16, 16))
    export("router", Router(), tokens[0])
    export("cells", Cells(), torch.randn(2, 8), torch.randn(2, 16), torch.randn(2, 16), torch.randn(2, 16))
    export("boxes", Suppression(), torch.rand(20, 4), torch.rand(20), torch.randint(0, 3, (20,)))
    export(
        "int8", nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(288, 4)),
        torch.randn(1, 3, 8, 8), quantize="dynamic")
    export(
        "qdq", nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Conv2d(8, 8, 3)), torch.randn(1, 3, 8, 8),
        quantize="static")
    export("residual", Added(nn.Conv2d(8, 8, 3, 1, 1), nn.ReLU(), nn.Conv2d(8, 8, 3, 1, 1), nn.ReLU(),
                             nn.Conv2d(8, 8, 3, 1, 1)), picture)


if __name__ == "__main__":
    main()
