"""The encoder with its heads: where the answer begins and ends, whether there is one, and a text's vector."""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Layer(nn.Module):
    def __init__(self, hidden, inner, heads, epsilon, dropout):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm_attention, self.norm_out = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)

    def forward(self, x, mask):
        batch, length, hidden = x.shape
        split = lambda y: y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
        drop = lambda y: F.dropout(y, self.dropout, self.training)
        attended = F.scaled_dot_product_attention(split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask)
        x = self.norm_attention(x + drop(self.out(attended.transpose(1, 2).reshape(batch, length, hidden))))
        return self.norm_out(x + drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Shapes: ids and mask are (batch, length). The first `frozen` layers do not learn, and with them the embeddings."""

    def __init__(self, vocabulary, base, frozen=0, dropout=0.0):
        super().__init__()
        hidden = base.hidden
        self.word = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(base.positions, hidden)
        self.norm = nn.LayerNorm(hidden, base.epsilon)
        self.layers = nn.ModuleList(Layer(hidden, base.inner, base.heads, base.epsilon, dropout) for _ in range(base.layers))
        self.span, self.has = nn.Linear(hidden, 2), nn.Linear(hidden, 1)
        below = [self.word, self.position, self.norm, *self.layers[:frozen]] if frozen else []
        for parameter in (parameter for part in below for parameter in part.parameters()):
            parameter.requires_grad_(False)

    def start_from(self, base, kept):
        """Takes the base model's weights; `kept` are the numbers of the vocabulary that is kept."""
        hidden = base.hidden
        put = lambda parameter, values: parameter.data.copy_(torch.from_numpy(np.ascontiguousarray(values)).view_as(parameter))
        put(self.word.weight, base.q4("emb.word", hidden)[kept])
        put(self.position.weight, base.f32("emb.pos").reshape(-1, hidden) + base.f32("emb.type")[:hidden])
        put(self.norm.weight, base.f32("emb.ln.w"))
        put(self.norm.bias, base.f32("emb.ln.b"))
        for number, layer in enumerate(self.layers):
            names = {"q": layer.query, "k": layer.key, "v": layer.value, "ao": layer.out, "fi": layer.up, "fo": layer.down}
            for name, linear in names.items():
                put(linear.weight, base.q4(f"l{number}.{name}.w", linear.in_features))
                put(linear.bias, base.f32(f"l{number}.{name}.b"))
            for name, norm in {"aln": layer.norm_attention, "oln": layer.norm_out}.items():
                put(norm.weight, base.f32(f"l{number}.{name}.w"))
                put(norm.bias, base.f32(f"l{number}.{name}.b"))

    def encode(self, ids, mask):
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.norm(self.word(ids) + self.position(places))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x

    def forward(self, ids, mask):
        """(start, end) logits of shape (batch, length), and the logit that there is an answer, of shape (batch,)."""
        x = self.encode(ids, mask)
        span = self.span(x).masked_fill(~mask[..., None], -1e4)
        return span[..., 0], span[..., 1], self.has(x[:, 0])[:, 0]

    def vector(self, ids, mask):
        """The mean of the last layer, of length 1; shape (batch, hidden)."""
        x = self.encode(ids, mask)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return F.normalize(mean, dim=-1)
