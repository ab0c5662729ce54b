import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, language, t } from '../../i18n/i18n'
import { changeTheme, THEMES, theme } from '../../ui/theme'
import { ChoiceGroup } from './choice-group'
import { Panel } from './panel'

export function LookSection() {
  return (
    <Panel title={t().settings.look}>
      <ChoiceGroup
        label={t().settings.language}
        options={LANGUAGES.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
        chosen={language()}
        onChoose={(code) => void changeLanguage(code)}
      />
      <ChoiceGroup
        label={t().settings.theme}
        options={THEMES.map((name) => ({ value: name, label: t().settings.themes[name] }))}
        chosen={theme()}
        onChoose={changeTheme}
      />
    </Panel>
  )
}
