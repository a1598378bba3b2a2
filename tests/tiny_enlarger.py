"""A small random ESRGAN in the real file format, four times or twice as wide."""

from pathlib import Path


def write_enlarger(path: Path, scale: int = 4, seed: int = 61) -> Path:
    """RRDBNet with one block, named as in BasicSR, as a .safetensors file."""
    import torch
    from safetensors.torch import save_file
    from spandrel.architectures.ESRGAN import ESRGAN

    torch.manual_seed(seed)
    shuffle = 2 if scale == 2 else None
    network = ESRGAN(
        in_nc=3, out_nc=3, num_filters=16, num_blocks=1, scale=scale, shuffle_factor=shuffle
    )
    last = [layer for layer in network.modules() if isinstance(layer, torch.nn.Conv2d)][-1]
    with torch.no_grad():  # something between black and white that depends on the picture
        last.weight.mul_(4)
        last.bias.fill_(0.5)  # type: ignore[union-attr]
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, path, {"format": "pt"})
    return path
