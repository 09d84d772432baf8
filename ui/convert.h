// SPDX-License-Identifier: GPL-3.0-or-later
// The border between core's std types and Qt's.
#pragma once

#include <QString>

#include <filesystem>
#include <string>
#include <string_view>

namespace triptych::ui {

inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline QString toQString(const std::string& text)
{
    return QString::fromStdString(text);
}

inline QString toQString(const std::filesystem::path& path)
{
    return toQString(std::string_view(path.native()));
}

inline std::string fromQString(const QString& text)
{
    return text.toStdString();
}

inline std::filesystem::path toPath(const QString& text)
{
    return std::filesystem::path(text.toStdString());
}

} // namespace triptych::ui
