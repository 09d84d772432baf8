// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the binding of a key event, and reads and writes the person's own keys.
#include "ui/review/key_map.h"

#include <QKeyEvent>
#include <QMetaEnum>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kLongestName = 24;

// A layout or an input method may send ａ (U+FF41) and the like, and an ideographic space.
Qt::Key narrow(int key)
{
    if (key >= 0xff01 && key <= 0xff5e) {
        key -= 0xfee0;
    } else if (key == 0x3000) {
        key = Qt::Key_Space;
    }
    if (key >= 'a' && key <= 'z') {
        key -= 'a' - 'A';
    }
    return static_cast<Qt::Key>(key);
}

// What stands on the keypad's key whose second meaning (Num Lock off) came.
Qt::Key withNumLock(Qt::Key key)
{
    switch (key) {
    case Qt::Key_Insert:
        return Qt::Key_0;
    case Qt::Key_End:
        return Qt::Key_1;
    case Qt::Key_Down:
        return Qt::Key_2;
    case Qt::Key_PageDown:
        return Qt::Key_3;
    case Qt::Key_Left:
        return Qt::Key_4;
    case Qt::Key_Clear:
        return Qt::Key_5;
    case Qt::Key_Right:
        return Qt::Key_6;
    case Qt::Key_Home:
        return Qt::Key_7;
    case Qt::Key_Up:
        return Qt::Key_8;
    case Qt::Key_PageUp:
        return Qt::Key_9;
    case Qt::Key_Delete:
    case Qt::Key_Comma: // the decimal key of some layouts
        return Qt::Key_Period;
    default:
        return key;
    }
}

bool mayBeBound(Qt::Key key)
{
    switch (key) {
    case Qt::Key_unknown:
    case Qt::Key_Escape: // leaves what is open
    case Qt::Key_Tab:    // moves the focus
    case Qt::Key_Backtab:
    case Qt::Key_Up: // the two scroll a long text
    case Qt::Key_Down:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Meta:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
    case Qt::Key_ScrollLock:
    case Qt::Key_Super_L:
    case Qt::Key_Super_R:
    case Qt::Key_Hyper_L:
    case Qt::Key_Hyper_R:
    case Qt::Key_Menu:
        return false;
    default:
        break;
    }
    const bool ofInputMethod = key >= Qt::Key_Multi_key && key <= Qt::Key_Mode_switch;
    const bool dead = key >= Qt::Key_Dead_Grave && key <= Qt::Key_Dead_Longsolidusoverlay;
    return key > 0 && !ofInputMethod && !dead;
}

bool repeats(ReviewAction action)
{
    return action == ReviewAction::Previous || action == ReviewAction::Next;
}

QString storedName(KeyStroke stroke)
{
    const char* name = QMetaEnum::fromType<Qt::Key>().valueToKey(stroke.key);
    const QString key = name ? QString::fromLatin1(name).mid(4)
                             : QStringLiteral("U+%1").arg(int(stroke.key), 4, 16, QLatin1Char('0'));
    return stroke.keypad ? QStringLiteral("Num+") + key : key;
}

std::optional<KeyStroke> storedStroke(QString name)
{
    KeyStroke stroke;
    if (name.size() > kLongestName) {
        return std::nullopt;
    }
    stroke.keypad = name.startsWith(QLatin1String("Num+"));
    if (stroke.keypad) {
        name.remove(0, 4);
    }
    bool ok = false;
    if (name.startsWith(QLatin1String("U+"))) {
        const int code = name.mid(2).toInt(&ok, 16);
        ok = ok && code > 0x20 && code < 0x110000;
        stroke.key = narrow(code);
    } else {
        const QByteArray key = "Key_" + name.toLatin1();
        stroke.key =
            static_cast<Qt::Key>(QMetaEnum::fromType<Qt::Key>().keyToValue(key.constData(), &ok));
    }
    if (!ok || !mayBeBound(stroke.key)) {
        return std::nullopt;
    }
    return stroke;
}

std::optional<ReviewAction> actionFrom(const QString& id)
{
    for (int i = 0; i < kReviewActions; ++i) {
        const auto action = static_cast<ReviewAction>(i);
        if (id == actionId(action)) {
            return action;
        }
    }
    return std::nullopt;
}

} // namespace

KeyMap KeyMap::fromSettings(const QString& preset, const QString& own)
{
    KeyMap map = KeyMap::preset(keyPresetFrom(preset));
    std::vector<KeyBinding> wanted;
    std::vector<ReviewAction> named;
    const auto isWanted = [&wanted](KeyStroke stroke) {
        return std::any_of(wanted.begin(), wanted.end(), [&](const KeyBinding& one) {
            return one.key == stroke.key && one.keypad == stroke.keypad;
        });
    };
    for (const auto& entry : own.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        const auto equals = entry.indexOf(QLatin1Char('='));
        const auto action = actionFrom(entry.left(std::max<qsizetype>(equals, 0)).trimmed());
        if (equals < 0 || !action || std::count(named.begin(), named.end(), *action) > 0) {
            continue;
        }
        const auto names = entry.mid(equals + 1).split(QLatin1Char(','), Qt::SkipEmptyParts);
        bool readable = names.isEmpty(); // "flag=" takes its keys away
        for (const auto& name : names) {
            const auto stroke = storedStroke(name.trimmed());
            if (stroke && !isWanted(*stroke)) {
                wanted.push_back({stroke->key, *action, repeats(*action), stroke->keypad});
                readable = true;
            }
        }
        if (readable) {
            named.push_back(*action); // else the preset's keys stay
        }
    }
    std::erase_if(map.m_bindings, [&](const KeyBinding& one) {
        return isWanted({one.key, one.keypad}) ||
               std::count(named.begin(), named.end(), one.action) > 0;
    });
    map.m_bindings.insert(map.m_bindings.end(), wanted.begin(), wanted.end());
    return map;
}

KeyMap::KeyMap(std::vector<KeyBinding> bindings)
    : m_bindings(std::move(bindings))
{}

const KeyBinding* KeyMap::bindingOf(KeyStroke stroke) const
{
    const auto at = std::find_if(m_bindings.begin(), m_bindings.end(), [&](const KeyBinding& one) {
        return one.key == stroke.key && one.keypad == stroke.keypad;
    });
    return at == m_bindings.end() ? nullptr : &*at;
}

std::optional<KeyBinding> KeyMap::find(const QKeyEvent& event, bool withAlt) const
{
    const auto modifiers = event.modifiers();
    if (modifiers.testFlag(Qt::ControlModifier) || modifiers.testFlag(Qt::MetaModifier) ||
        modifiers.testFlag(Qt::AltModifier) != withAlt) {
        return std::nullopt;
    }
    // Some layouts need Shift for "?"; letters with Shift mean the same letter.
    const Qt::Key key = narrow(event.key());
    const KeyBinding* found = nullptr;
    if (modifiers.testFlag(Qt::KeypadModifier)) {
        found = bindingOf({key, true});
        if (!found) {
            found = bindingOf({withNumLock(key), true});
        }
    }
    if (!found) {
        found = bindingOf({key, false});
    }
    if (!found || (event.isAutoRepeat() && !found->repeats)) {
        return std::nullopt;
    }
    return *found;
}

QStringList KeyMap::keysOf(ReviewAction action) const
{
    QStringList keys;
    for (const auto& stroke : strokesOf(action)) {
        keys.push_back((m_needsAlt ? QStringLiteral("Alt+") : QString()) + strokeName(stroke));
    }
    return keys;
}

std::vector<KeyStroke> KeyMap::strokesOf(ReviewAction action) const
{
    std::vector<KeyStroke> strokes;
    for (const auto& binding : m_bindings) {
        if (binding.action == action) {
            strokes.push_back({binding.key, binding.keypad});
        }
    }
    return strokes;
}

std::optional<ReviewAction> KeyMap::ownerOf(KeyStroke stroke) const
{
    const auto* binding = bindingOf(stroke);
    return binding ? std::optional(binding->action) : std::nullopt;
}

void KeyMap::rebind(ReviewAction action, const std::vector<KeyStroke>& strokes)
{
    std::erase_if(m_bindings, [&](const KeyBinding& one) {
        return one.action == action ||
               std::count(strokes.begin(), strokes.end(), KeyStroke{one.key, one.keypad}) > 0;
    });
    for (const auto& stroke : strokes) {
        m_bindings.push_back({stroke.key, action, repeats(action), stroke.keypad});
    }
}

QString KeyMap::differenceFrom(KeyPreset preset) const
{
    QStringList entries;
    for (int i = 0; i < kReviewActions; ++i) {
        const auto action = static_cast<ReviewAction>(i);
        const auto strokes = strokesOf(action);
        if (strokes == KeyMap::preset(preset).strokesOf(action)) {
            continue;
        }
        QStringList names;
        for (const auto& stroke : strokes) {
            names.push_back(storedName(stroke));
        }
        entries.push_back(actionId(action) + QLatin1Char('=') + names.join(QLatin1Char(',')));
    }
    return entries.join(QLatin1Char(';'));
}

std::optional<KeyStroke> strokeOf(const QKeyEvent& event)
{
    const auto modifiers = event.modifiers();
    KeyStroke stroke{narrow(event.key()), modifiers.testFlag(Qt::KeypadModifier)};
    if (stroke.keypad) {
        stroke.key = withNumLock(stroke.key);
    }
    if (modifiers.testFlag(Qt::ControlModifier) || modifiers.testFlag(Qt::MetaModifier) ||
        !mayBeBound(stroke.key)) {
        return std::nullopt;
    }
    return stroke;
}

} // namespace triptych::ui
