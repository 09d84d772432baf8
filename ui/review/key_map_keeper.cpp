// SPDX-License-Identifier: GPL-3.0-or-later
// The key map out of the settings.
#include "ui/review/key_map_keeper.h"

#include "ui/settings/settings.h"

namespace triptych::ui {

KeyMapKeeper::KeyMapKeeper(Settings* settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_map(KeyMap::standard())
{
    if (!settings) {
        return;
    }
    load();
    connect(settings, &Settings::changed, this, [this](SettingKey key) {
        if (key == SettingKey::KeyPreset || key == SettingKey::ReviewKeys ||
            key == SettingKey::SingleKeys) {
            load();
            Q_EMIT changed();
        }
    });
}

void KeyMapKeeper::load()
{
    m_map = KeyMap::fromSettings(m_settings->value(SettingKey::KeyPreset).toString(),
                                 m_settings->value(SettingKey::ReviewKeys).toString());
    m_map.setNeedsAlt(!m_settings->value(SettingKey::SingleKeys).toBool());
}

KeyPreset KeyMapKeeper::preset() const
{
    return m_settings ? keyPresetFrom(m_settings->value(SettingKey::KeyPreset).toString())
                      : KeyPreset::Triptych;
}

void KeyMapKeeper::setPreset(KeyPreset preset)
{
    if (m_settings) {
        m_settings->setValue(SettingKey::ReviewKeys, QString());
        m_settings->setValue(SettingKey::KeyPreset, keyPresetId(preset));
    }
}

void KeyMapKeeper::setKeys(ReviewAction action, const std::vector<KeyStroke>& strokes)
{
    KeyMap map = m_map;
    map.rebind(action, strokes);
    store(map);
}

void KeyMapKeeper::reset(ReviewAction action)
{
    setKeys(action, KeyMap::preset(preset()).strokesOf(action));
}

void KeyMapKeeper::resetAll()
{
    if (m_settings) {
        m_settings->setValue(SettingKey::ReviewKeys, QString());
    }
}

void KeyMapKeeper::setSingleKeys(bool on)
{
    if (m_settings) {
        m_settings->setValue(SettingKey::SingleKeys, on);
    }
}

void KeyMapKeeper::store(const KeyMap& map)
{
    if (m_settings) {
        m_settings->setValue(SettingKey::ReviewKeys, map.differenceFrom(preset()));
    }
}

} // namespace triptych::ui
