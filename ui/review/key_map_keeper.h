// SPDX-License-Identifier: GPL-3.0-or-later
// The key map that is in force, out of the settings: changes while the window runs. Several keepers
// on the same settings agree.
#pragma once

#include "ui/review/key_map.h"

#include <QObject>

namespace triptych::ui {

class Settings;

class KeyMapKeeper final : public QObject
{
    Q_OBJECT
public:
    // `settings` null: the default keys for ever.
    explicit KeyMapKeeper(Settings* settings, QObject* parent = nullptr);
    // The reference stays good, what it says changes; see changed().
    [[nodiscard]] const KeyMap& map() const { return m_map; }
    [[nodiscard]] KeyPreset preset() const;
    [[nodiscard]] bool singleKeys() const { return !m_map.needsAlt(); }

    // The four write the settings; changed() follows. A new preset forgets the person's own keys.
    void setPreset(KeyPreset preset);
    void setKeys(ReviewAction action, const std::vector<KeyStroke>& strokes);
    void reset(ReviewAction action); // to the preset's; whoever has these keys loses them
    void resetAll();
    void setSingleKeys(bool on);

Q_SIGNALS:
    void changed();

private:
    void load();
    void store(const KeyMap& map);

    Settings* m_settings = nullptr;
    KeyMap m_map;
};

} // namespace triptych::ui
