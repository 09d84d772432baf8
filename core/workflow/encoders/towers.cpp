// SPDX-License-Identifier: GPL-3.0-or-later
// Opening LibTorch's module, and texts through a tower.
#include "core/workflow/encoders/towers.h"

#include "core/base/log.h"
#include "core/base/module.h"
#include "core/workflow/encoders/two_stage_encoder.h"

#include <algorithm>
#include <mutex>
#include <thread>

namespace triptych::workflow {

namespace {

constexpr std::size_t kTextBatch = 32;
constexpr unsigned kMostThreads = 16; // more does not help batches of this size

void logFromModule(LogLevel level, const char* message)
{
    log(level, message);
}

bool hasWord(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n\v\f") != std::string::npos;
}

} // namespace

Result<nn::Backend*> backend()
{
    static std::mutex mutex;
    static nn::Backend* opened = nullptr; // never freed: the module is never closed
    const std::scoped_lock lock(mutex);
    if (opened != nullptr) {
        return opened;
    }
    const auto symbol = moduleSymbol("triptych_nn", "triptych_nn_create");
    if (!symbol) {
        return fail(symbol);
    }
    const auto create = reinterpret_cast<nn::CreateBackend>(*symbol);
    nn::Backend* made = create(nn::kAbi, logFromModule);
    if (made == nullptr) {
        return fail(ErrorCode::Unsupported, "the module is of another version of Triptych",
                    "triptych_nn");
    }
    made->setThreads(
        static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads)));
    opened = made;
    return opened;
}

TextSide::TextSide(std::unique_ptr<text::Tokenizer> tokenizer, std::unique_ptr<nn::TextTower> tower,
                   std::size_t longest)
    : m_tokenizer(std::move(tokenizer))
    , m_tower(std::move(tower))
    , m_longest(longest)
{}

Status TextSide::encodeBatch(std::span<const std::size_t> which,
                             std::span<const std::vector<int>> ids, Matrix& rows)
{
    std::vector<std::vector<int>> batch;
    batch.reserve(which.size());
    for (const std::size_t i : which) {
        batch.push_back(ids[i]);
    }
    const auto encoded = m_tower->encode(batch, {});
    if (!encoded) {
        return fail(encoded);
    }
    for (std::size_t k = 0; k < which.size(); ++k) {
        std::ranges::copy(encoded->global.row(k), rows.row(which[k]).begin());
        makeUnit(rows.row(which[k]));
    }
    return {};
}

Result<nn::TextFeatures> TextSide::encode(std::span<const std::string> texts)
{
    nn::TextFeatures features;
    features.global = Matrix(texts.size(), m_tower->dimension());
    features.shortened.assign(texts.size(), false);
    std::vector<std::vector<int>> ids(texts.size());
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (!hasWord(texts[i])) {
            continue;
        }
        auto tokens = m_tokenizer->encode(texts[i], m_longest);
        if (!tokens) {
            return fail(tokens);
        }
        ids[i] = std::move(tokens->ids);
        features.shortened[i] = tokens->shortened;
        order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return ids[i].size(); });
    for (std::size_t begin = 0; begin < order.size(); begin += kTextBatch) {
        const auto part =
            std::span(order).subspan(begin, std::min(kTextBatch, order.size() - begin));
        if (auto done = encodeBatch(part, ids, features.global); !done) {
            return fail(done);
        }
    }
    return features;
}

} // namespace triptych::workflow
