"""A wav2vec2 CTC model as published ones are: config, vocabulary, processor, weights; random."""

import json
from pathlib import Path
from typing import Literal

LETTERS = "abcdefghijklmnopqrstuvwxyz'"


def write_tiny_wav2vec2(
    folder: Path,
    norm: Literal["group", "layer"] = "group",
    letters: str = LETTERS,
    pickled: bool = False,
) -> Path:
    """Write the files into `folder`; `pickled` makes the weights a pytorch_model.bin."""
    import torch
    from transformers import Wav2Vec2Config, Wav2Vec2ForCTC

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {sign: n for n, sign in enumerate(["<pad>", "<s>", "</s>", "<unk>", "|"])}
    # as in facebook/wav2vec2-base-960h, whose letters are capitals
    vocabulary |= {sign.upper(): n for n, sign in enumerate(letters, len(vocabulary))}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "Wav2Vec2CTCTokenizer", "do_lower_case": False})
    )
    (folder / "preprocessor_config.json").write_text(
        json.dumps(
            {
                "feature_extractor_type": "Wav2Vec2FeatureExtractor",
                "feature_size": 1,
                "sampling_rate": 16000,
                "padding_value": 0.0,
                "do_normalize": True,
                "return_attention_mask": norm == "layer",
            }
        )
    )
    torch.manual_seed(11)
    config = Wav2Vec2Config(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        conv_dim=(16,) * 7,
        feat_extract_norm=norm,
        do_stable_layer_norm=norm == "layer",
        conv_bias=norm == "layer",
        num_conv_pos_embeddings=16,
        num_conv_pos_embedding_groups=2,
        pad_token_id=0,
    )
    model = Wav2Vec2ForCTC(config)
    with torch.no_grad():
        model.lm_head.weight.mul_(40)  # else every letter is as likely as any other
    model.save_pretrained(folder)
    if pickled:
        torch.save(model.state_dict(), folder / "pytorch_model.bin")
        (folder / "model.safetensors").unlink()
    return folder
