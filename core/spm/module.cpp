// SPDX-License-Identifier: GPL-3.0-or-later
// The module `triptych_spm`: SentencePiece behind core/base/sub_word_model.h. It is never linked
// into one binary with LibTorch: both bring protobuf symbols that collide.
#include "core/base/sub_word_model.h"

#include <sentencepiece_processor.h>

#include <exception>
#include <utility>

namespace triptych::spm {

namespace {

constexpr std::size_t kLargestModel = std::size_t{256} << 20U; // bytes; real ones have about 1 MB

class Model final : public SubWordModel
{
public:
    explicit Model(std::unique_ptr<sentencepiece::SentencePieceProcessor> processor)
        : m_processor(std::move(processor))
    {}

    Result<std::vector<int>> encode(std::string_view text) const override
    {
        try {
            std::vector<int> ids;
            const auto status = m_processor->Encode(text, &ids);
            if (!status.ok()) {
                return fail(ErrorCode::Internal, status.ToString());
            }
            return ids;
        } catch (const std::exception& error) {
            return fail(ErrorCode::Internal, error.what());
        }
    }
    std::size_t vocabulary() const override
    {
        return static_cast<std::size_t>(m_processor->GetPieceSize());
    }
    int endId() const override { return m_processor->eos_id(); }
    int unknownId() const override { return m_processor->unk_id(); }

private:
    std::unique_ptr<sentencepiece::SentencePieceProcessor> m_processor;
};

class Factory final : public SubWordFactory
{
public:
    Result<std::unique_ptr<SubWordModel>> open(const std::string& bytes) override
    {
        if (bytes.size() > kLargestModel) {
            return fail(ErrorCode::TooLarge, std::to_string(bytes.size()) + " bytes of " +
                                                 std::to_string(kLargestModel));
        }
        try {
            auto processor = std::make_unique<sentencepiece::SentencePieceProcessor>();
            const auto status = processor->LoadFromSerializedProto(bytes);
            if (!status.ok() || processor->GetPieceSize() <= 0) {
                return fail(ErrorCode::Unreadable, status.ToString());
            }
            return std::make_unique<Model>(std::move(processor));
        } catch (const std::exception& error) {
            return fail(ErrorCode::Unreadable, error.what());
        }
    }
};

} // namespace

} // namespace triptych::spm

extern "C" __attribute__((visibility("default"))) triptych::SubWordFactory*
triptych_spm_create(int abi)
{
    static triptych::spm::Factory factory;
    return abi == triptych::kSubWordAbi ? &factory : nullptr;
}
