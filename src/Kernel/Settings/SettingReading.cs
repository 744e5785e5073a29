using System.Globalization;
using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Settings;

/// <summary>Reads what was typed for a setting, and says who may change it.</summary>
public static class SettingReading
{
    /// <summary>The value in the form that is kept, or why it cannot be one.</summary>
    public static (string? Value, Words? Problem) Read(Setting setting, string text)
    {
        var (value, problem) = ReadKind(setting, text.Trim());
        return problem is null && setting.Check?.Invoke(value!) is { } unfit ? (null, unfit) : (value, problem);
    }

    private static (string? Value, Words? Problem) ReadKind(Setting setting, string value) =>
        setting.Kind switch
        {
            SettingKind.Number => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0
                ? (number.ToString(CultureInfo.InvariantCulture), null)
                : (null, new("请填写不小于0的整数。", "Write a whole number, 0 or more.")),
            SettingKind.Term => Term.TryParse(value, out var term)
                ? (term.ToString(), null)
                : (null, new("请填写期限，如15d（日）、5wd（工作日）、2m（月）。", "Write a length of time, such as 15d (days), 5wd (working days), 2m (months).")),
            SettingKind.Switch => value switch
            {
                "true" or "是" or "yes" => ("true", null),
                "false" or "否" or "no" => ("false", null),
                _ => (null, new("请选择是或否。", "Choose yes or no.")),
            },
            SettingKind.Choice => setting.Choices?.Any(c => c.Code == value) == true ? (value, null) : (null, new("请从所列选项中选择。", "Choose one of those listed.")),
            SettingKind.Text => value.Length <= 4000 ? (value, null) : (null, new("最多4000字。", "At most 4000 characters.")),
        };

    /// <summary>How many approvals a step needs is a matter of security; everything else is the system administrator's.</summary>
    public static Duty EditorOf(Setting setting) =>
        setting.Code.StartsWith("approvals.", StringComparison.Ordinal) ? Duties.SecurityAdministrator : Duties.SystemAdministrator;
}
