"""Write the trained matrices as an adapter that llama.cpp loads beside the model.

python export.py adapter.npz adapter/answer-and-judge.gguf
"""

import hashlib
import sys
from pathlib import Path

import gguf
import numpy as np
from train import SCALE


def main() -> None:
    """Write the adapter and print its size and hash."""
    source, path = Path(sys.argv[1]), Path(sys.argv[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    # llama.cpp multiplies each product by alpha / rank, and the ranks differ: the scale goes into B instead.
    alpha = 8.0
    writer = gguf.GGUFWriter(path, "qwen2")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    state = np.load(source)
    for name in state.files:
        values = state[name].astype(np.float32)
        if name.endswith("lora_b"):
            values *= SCALE * values.shape[1] / alpha
        writer.add_tensor(name, values.astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
