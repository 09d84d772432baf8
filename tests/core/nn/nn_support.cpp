// SPDX-License-Identifier: GPL-3.0-or-later
// Loads the module, makes weights, reads golden files.
#include "nn_support.h"

#include "core/base/module.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>

namespace triptych::tests {

namespace {

QString firstThere(const QStringList& paths)
{
    for (const QString& path : paths) {
        if (QFileInfo::exists(path)) {
            return path;
        }
    }
    return {};
}

float halfToFloat(std::uint16_t half)
{
    const int exponent = (half >> 10) & 31;
    const int fraction = half & 1023;
    const double size =
        exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
    return static_cast<float>((half & 0x8000) != 0 ? -size : size);
}

} // namespace

nn::Backend& backend()
{
    if (qEnvironmentVariableIsEmpty("TRIPTYCH_MODULES")) {
        qputenv("TRIPTYCH_MODULES", TRIPTYCH_BUILD_DIR "/lib/triptych");
    }
    const auto symbol = moduleSymbol("triptych_nn", "triptych_nn_create");
    if (!symbol) {
        qFatal("%s", describe(symbol.error()).c_str());
    }
    auto* made = reinterpret_cast<nn::CreateBackend>(*symbol)(nn::kAbi, nullptr);
    if (made == nullptr) {
        qFatal("the module is of another abi");
    }
    return *made;
}

void MemoryWeights::add(const std::string& name, std::vector<std::int64_t> shape, float spread,
                        float middle)
{
    std::uint64_t state = 88172645463325252ULL;
    for (const char letter : name) {
        state = (state ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    }
    Values made{std::move(shape), {}};
    std::size_t count = 1;
    for (const std::int64_t size : made.shape) {
        count *= static_cast<std::size_t>(size);
    }
    made.values.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        state ^= state << 13U; // xorshift: the same on every computer
        state ^= state >> 7U;
        state ^= state << 17U;
        const auto unit = static_cast<float>(state >> 40U) / 16777216.0F;
        made.values.push_back(middle + spread * (2 * unit - 1));
    }
    tensors[name] = std::move(made);
}

std::vector<std::string> MemoryWeights::names() const
{
    std::vector<std::string> out;
    out.reserve(tensors.size());
    for (const auto& [name, values] : tensors) {
        out.push_back(name);
    }
    return out;
}

bool MemoryWeights::has(std::string_view name) const
{
    return tensors.contains(name);
}

Result<TensorView> MemoryWeights::tensor(std::string_view name) const
{
    const auto found = tensors.find(name);
    if (found == tensors.end()) {
        return fail(ErrorCode::NotFound, {}, std::string(name));
    }
    return TensorView{TensorType::F32, found->second.shape,
                      std::as_bytes(std::span(found->second.values))};
}

Values readNpy(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray bytes = file.readAll();
    const int header =
        static_cast<unsigned char>(bytes[8]) + 256 * static_cast<unsigned char>(bytes[9]);
    const QString words = QString::fromLatin1(bytes.mid(10, header));
    Values out;
    static const QRegularExpression shape(QStringLiteral("\\(([^)]*)\\)"));
    for (const QString& size : shape.match(words).captured(1).split(u',', Qt::SkipEmptyParts)) {
        if (!size.trimmed().isEmpty()) {
            out.shape.push_back(size.trimmed().toLongLong());
        }
    }
    const QByteArray data = bytes.mid(10 + header);
    if (words.contains(QStringLiteral("<f2"))) {
        for (qsizetype i = 0; i + 1 < data.size(); i += 2) {
            std::uint16_t half = 0;
            std::memcpy(&half, data.constData() + i, sizeof(half));
            out.values.push_back(halfToFloat(half));
        }
    } else {
        out.values.resize(static_cast<std::size_t>(data.size()) / sizeof(float));
        std::memcpy(out.values.data(), data.constData(), out.values.size() * sizeof(float));
    }
    return out;
}

Values golden(const WeightSource& source, const std::string& name)
{
    const auto view = source.tensor(name);
    if (!view) {
        return {};
    }
    Values out{view->shape, std::vector<float>(view->bytes.size() / 4)};
    for (std::size_t i = 0; i < out.values.size(); ++i) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, view->bytes.data() + 4 * i, 4);
        out.values[i] = view->type == TensorType::I32
                            ? static_cast<float>(static_cast<std::int32_t>(bits))
                            : std::bit_cast<float>(bits);
    }
    return out;
}

QString sharedFile(const QString& name)
{
    QStringList places;
    if (const QString chosen = qEnvironmentVariable("TRIPTYCH_DATA"); !chosen.isEmpty()) {
        places.push_back(chosen + u'/' + name);
    }
    places.push_back(QStringLiteral(TRIPTYCH_SOURCE_DIR "/../shared/data/") + name);
    return firstThere(places);
}

QString standardFile(const QString& name)
{
    QStringList places;
    if (const QString chosen = qEnvironmentVariable("TRIPTYCH_MODELS"); !chosen.isEmpty()) {
        places.push_back(chosen + QStringLiteral("/standard/") + name);
    }
    const QString data =
        qEnvironmentVariable("XDG_DATA_HOME", QDir::homePath() + QStringLiteral("/.local/share"));
    places.push_back(data + QStringLiteral("/triptych/models/standard/") + name);
    return firstThere(places);
}

double relativeError(std::span<const float> a, std::span<const float> b)
{
    double most = a.size() == b.size() && !a.empty() ? 0 : 1e9;
    double scale = 1e-30;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const double difference = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
        most = difference <= most ? most : difference; // a value that is not a number counts
        scale = std::max(scale, std::abs(static_cast<double>(b[i])));
    }
    return most / scale;
}

double worstCosine(std::span<const float> a, std::span<const float> b, std::size_t columns)
{
    double worst = a.size() == b.size() && !a.empty() ? 1 : -1;
    for (std::size_t row = 0; row + columns <= std::min(a.size(), b.size()); row += columns) {
        double ab = 0;
        double aa = 1e-300;
        double bb = 1e-300;
        for (std::size_t i = row; i < row + columns; ++i) {
            ab += static_cast<double>(a[i]) * static_cast<double>(b[i]);
            aa += static_cast<double>(a[i]) * static_cast<double>(a[i]);
            bb += static_cast<double>(b[i]) * static_cast<double>(b[i]);
        }
        worst = std::min(worst, ab / std::sqrt(aa * bb));
    }
    return worst;
}

} // namespace triptych::tests
