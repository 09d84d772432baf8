// SPDX-License-Identifier: GPL-3.0-or-later
// Alignments in and out of safetensors.
#include "core/workflow/search_alignment.h"

#include "core/formats/safetensors.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"
#include "core/workflow/encode.h"

#include <cstring>

namespace triptych::workflow {

namespace {

constexpr const char* kKind = "alignment";
constexpr std::string_view kValue = "value."; // metadata that belongs to the alignment

std::filesystem::path besideVectors(const std::filesystem::path& cache,
                                    const std::string& encoderId, const std::string& ending)
{
    auto path = vectorPath(cache, encoderId, "global");
    const auto name = path.filename().string();
    return path.replace_filename(name.substr(0, name.find('.')) + ending);
}

Result<Matrix> matrixFrom(const WeightSource& source, const std::string& name)
{
    const auto tensor = source.tensor(name);
    if (!tensor) {
        return fail(tensor);
    }
    if (tensor->type != TensorType::F32 || tensor->shape.size() != 2) {
        return fail(ErrorCode::BadFormat, "a tensor that is no matrix of floats", name);
    }
    Matrix matrix(static_cast<std::size_t>(tensor->shape[0]),
                  static_cast<std::size_t>(tensor->shape[1]));
    if (tensor->bytes.size() != matrix.values.size() * sizeof(float)) {
        return fail(ErrorCode::BadFormat, "a tensor of another size", name);
    }
    if (!matrix.values.empty()) {
        std::memcpy(matrix.values.data(), tensor->bytes.data(), tensor->bytes.size());
    }
    return matrix;
}

} // namespace

std::filesystem::path ownAlignmentFile(const std::filesystem::path& cache,
                                       const std::string& encoderId)
{
    return besideVectors(cache, encoderId, ".align");
}

std::filesystem::path fittedAlignmentFile(const std::filesystem::path& cache,
                                          const std::string& encoderId)
{
    return besideVectors(cache, encoderId, ".fit.align");
}

Status writeAlignment(const std::filesystem::path& file, const retrieval::Alignment& alignment,
                      const std::map<std::string, std::string>& facts)
{
    const auto parts = alignment.parts();
    std::map<std::string, formats::OwnedTensor> tensors;
    for (const auto& [name, matrix] : parts.matrices) {
        formats::OwnedTensor tensor;
        tensor.shape = {static_cast<std::int64_t>(matrix.rows),
                        static_cast<std::int64_t>(matrix.columns)};
        tensor.bytes.resize(matrix.values.size() * sizeof(float));
        if (!matrix.values.empty()) {
            std::memcpy(tensor.bytes.data(), matrix.values.data(), tensor.bytes.size());
        }
        tensors[name] = std::move(tensor);
    }
    auto metadata = facts;
    metadata["kind"] = kKind;
    metadata["encoder"] = alignment.encoderId();
    for (const auto& [name, value] : parts.values) {
        metadata[std::string{kValue} + name] = value;
    }
    return formats::writeSafetensors(file, tensors, metadata);
}

Result<AlignmentPointer> readAlignment(const std::filesystem::path& file,
                                       const nn::EncoderInfo& encoder)
{
    const auto metadata = formats::safetensorsMetadata(file);
    if (!metadata) {
        return fail(metadata);
    }
    const auto kind = metadata->find("kind");
    if (kind == metadata->end() || kind->second != kKind) {
        return fail(ErrorCode::BadFormat, "not a model that Triptych trained", file.string());
    }
    const auto source = formats::openSafetensors(file);
    if (!source) {
        return fail(source);
    }
    retrieval::Alignment::Parts parts;
    for (const auto& name : (*source)->names()) {
        auto matrix = matrixFrom(**source, name);
        if (!matrix) {
            return fail(matrix.error().code, matrix.error().detail, file.string());
        }
        parts.matrices[name] = std::move(*matrix);
    }
    for (const auto& [name, value] : *metadata) {
        if (name.starts_with(kValue)) {
            parts.values[name.substr(kValue.size())] = value;
        }
    }
    auto alignment = retrieval::Alignment::fromParts(parts);
    if (!alignment) {
        return fail(alignment.error().code, alignment.error().detail, file.string());
    }
    if ((*alignment)->encoderId() != encoder.id) {
        return fail(ErrorCode::Conflict,
                    "this model was trained on vectors of the encoder " +
                        (*alignment)->encoderId() + ", the one in use is " + encoder.id +
                        "; name that encoder, or train the model anew",
                    file.string());
    }
    return alignment;
}

} // namespace triptych::workflow
