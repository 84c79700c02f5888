"""Records what scikit-learn and numpy say about the embedding of the digits that a trained network has.

    python3 Tests/Oracles/projections.py PROJECTION.npz

writes Tests/Fixtures/digits_embedding.f32 (rows of 32 numbers) and digits_embedding.json, which `swift test` compares
with. PROJECTION.npz has the embedding as `embedding`. Needs numpy and scikit-learn.
"""

import json
import pathlib
import sys

import numpy
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

fixtures = pathlib.Path(__file__).resolve().parent.parent / "Fixtures"
points = numpy.load(sys.argv[1])["embedding"].astype("<f4")
points.tofile(fixtures / "digits_embedding.f32")
points = points.astype(float)
pca = PCA(2).fit(points)
places = pca.transform(points)
known = {
    "width": points.shape[1],
    "explained": pca.explained_variance_ratio_.tolist(),
    # Up to sign; the first rows are enough.
    "places": numpy.abs(places[:20]).tolist(),
    "pca_trustworthiness": trustworthiness(points, places, n_neighbors=10),
}
for method in ["exact", "barnes_hut"]:
    maker = TSNE(perplexity=30, init="pca", max_iter=1000, random_state=0, method=method)
    found = maker.fit_transform(points)
    known[method] = {
        "divergence": float(maker.kl_divergence_),
        "trustworthiness": trustworthiness(points, found, n_neighbors=10),
    }
(fixtures / "digits_embedding.json").write_text(json.dumps(known, indent=1) + "\n")
