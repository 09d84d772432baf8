// SPDX-License-Identifier: GPL-3.0-or-later
// Reads tensors as floats.
#include "core/nn/tensor_reader.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>

namespace triptych::nn {

namespace {

constexpr std::uint32_t kExponent = 0x7F800000U; // all ones: infinite or not a number

template <typename T> T at(std::span<const std::byte> bytes, std::size_t i)
{
    T value{};
    std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T)); // it may be unaligned
    return value;
}

// A half is a float with a smaller exponent: moved into place and scaled by 2^112, subnormal ones
// too; only infinities have to be said.
float fromHalf(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16U;
    const std::uint32_t rest = static_cast<std::uint32_t>(half & 0x7FFFU) << 13U;
    if ((half & 0x7C00U) == 0x7C00U) {
        return std::bit_cast<float>(sign | kExponent | rest);
    }
    const float scaled = std::bit_cast<float>(rest) * 0x1p112F;
    return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(scaled));
}

bool decode(const TensorView& view, std::span<float> out)
{
    switch (view.type) {
    case TensorType::F32:
        std::memcpy(out.data(), view.bytes.data(), out.size_bytes());
        return true;
    case TensorType::F16:
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = fromHalf(at<std::uint16_t>(view.bytes, i));
        }
        return true;
    case TensorType::BF16:
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::uint32_t bits = at<std::uint16_t>(view.bytes, i);
            out[i] = std::bit_cast<float>(bits << 16U);
        }
        return true;
    case TensorType::F64:
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<float>(at<double>(view.bytes, i));
        }
        return true;
    case TensorType::I64:
    case TensorType::I32:
    case TensorType::U8:
        return false;
    }
    return false;
}

std::string shapeText(std::span<const std::int64_t> shape)
{
    std::string text = "[";
    for (const std::int64_t size : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    }
    return text + "]";
}

} // namespace

TensorReader::TensorReader(const WeightSource& source, std::string prefix)
    : m_source(source)
    , m_prefix(std::move(prefix))
{}

bool TensorReader::has(std::string_view name) const
{
    return m_source.has(m_prefix + std::string(name));
}

std::int64_t TensorReader::rows(std::string_view name) const
{
    const auto view = m_source.tensor(m_prefix + std::string(name));
    return view && !view->shape.empty() ? view->shape.front() : 0;
}

bool TensorReader::check(std::string_view name, std::span<const std::int64_t> shape)
{
    if (!ok()) {
        return false;
    }
    const std::string full = m_prefix + std::string(name);
    const auto view = m_source.tensor(full);
    if (!view) {
        m_status = fail(ErrorCode::BadFormat,
                        view.error().code == ErrorCode::NotFound ? "no such tensor"
                                                                 : describe(view.error()),
                        full);
        return false;
    }
    if (!std::ranges::equal(view->shape, shape)) {
        m_status = fail(ErrorCode::BadFormat,
                        "shape " + shapeText(view->shape) + ", expected " + shapeText(shape), full);
        return false;
    }
    return true;
}

void TensorReader::read(std::string_view name, std::span<float> out)
{
    if (!ok()) {
        return;
    }
    const std::string full = m_prefix + std::string(name);
    const auto view = m_source.tensor(full);
    if (!view || view->bytes.size() != out.size() * bytesPerElement(view->type)) {
        m_status = fail(ErrorCode::BadFormat, "its bytes are not there", full);
    } else if (!decode(*view, out)) {
        m_status = fail(ErrorCode::BadFormat, "whole numbers where floats are expected", full);
    } else if (!allFinite(out)) {
        m_status = fail(ErrorCode::Corrupt, "a value is not finite", full);
    }
    m_source.release(full);
}

std::vector<float> TensorReader::values(std::string_view name, std::span<const std::int64_t> shape)
{
    if (!check(name, shape)) {
        return {};
    }
    std::size_t count = 1;
    for (const std::int64_t size : shape) {
        count *= static_cast<std::size_t>(size);
    }
    std::vector<float> out(count);
    read(name, out);
    return out;
}

std::string prefixOf(const WeightSource& source, std::string_view name)
{
    if (source.has(name)) {
        return {};
    }
    std::string best;
    bool found = false;
    for (const std::string& full : source.names()) {
        if (full.size() <= name.size() || !full.ends_with(name)) {
            continue;
        }
        std::string prefix = full.substr(0, full.size() - name.size());
        if (prefix.back() == '.' && (!found || prefix.size() < best.size())) {
            best = std::move(prefix);
            found = true;
        }
    }
    return best;
}

bool allFinite(std::span<const float> values)
{
    bool finite = true;
    for (const float value : values) {
        finite &= (std::bit_cast<std::uint32_t>(value) & kExponent) != kExponent;
    }
    return finite;
}

} // namespace triptych::nn
