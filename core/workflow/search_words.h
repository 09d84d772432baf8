// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: the words that every fit embeds, whatever the project says; their vectors are
// kept once per encoder, beside the models.
#pragma once

#include "core/workflow/models.h"

#include <filesystem>
#include <string>
#include <unordered_set>

namespace triptych::nn {
struct EncoderInfo;
} // namespace triptych::nn

namespace triptych::workflow {

// Everyday words, names of colours, names and meanings of the classifier's classes.
std::unordered_set<std::string> commonWords(const nn::EncoderInfo& info);

// In the store's folder or, where that cannot be written, in the user's cache folder.
std::filesystem::path commonWordsFile(const ModelStore& store, const std::string& encoderId);

} // namespace triptych::workflow
