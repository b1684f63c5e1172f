"""Average trained weights with those they started from (Wortsman et al. 2022, robust fine-tuning).

    python training/average.py READER.safetensors PROTOTYPE.safetensors SHARE OUT.safetensors

SHARE (0 to 1) is that of READER. What the prototype does not have stays as trained; what the frame tagger adds to the
prototype's scores is scaled by SHARE.
"""

import argparse

from safetensors.torch import load_file, save_file

ADDED = ("frame.tags.weight", "frame.tags.bias", "frame.transition")


def average(trained, start, share):
    """Weights by name: two dictionaries of tensors -> one."""
    start = {k.replace("frame.", "frame.product.") if k.startswith("frame.") else k: v for k, v in start.items()}
    out = dict(trained)
    for k, v in trained.items():
        if k in start or k in ADDED:
            rest = (1 - share) * start[k].float() if k in start else 0
            out[k] = (share * v.float() + rest).half()
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained")
    parser.add_argument("start")
    parser.add_argument("share", type=float)
    parser.add_argument("out")
    args = parser.parse_args()
    save_file(average(load_file(args.trained), load_file(args.start), args.share), args.out)


if __name__ == "__main__":
    main()
