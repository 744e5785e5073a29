using Qinglian.Kernel;
using Qinglian.Kernel.Settings;

namespace Qinglian.Data.Accounts;

/// <summary>How long sessions last. Values outside the bounds count as the bound, so that no setting locks everybody out.</summary>
public static class AccountSettings
{
    public static readonly Setting IdleMinutes = new("accounts.idle-minutes", new("会话闲置时限（分钟）", "minutes a session may stand idle"), SettingKind.Number, "30",
        new("办公场所通常为三十分钟；可在5至240之间调整。", "Thirty minutes is usual in offices; between 5 and 240."));

    public static readonly Setting LongestHours = new("accounts.longest-hours", new("会话最长时限（小时）", "hours a session may last in all"), SettingKind.Number, "12",
        new("一个工作日内无需重复登录；可在1至24之间调整。", "Long enough for a working day; between 1 and 24."));

    public static readonly Setting FreshMinutes = new("accounts.fresh-minutes", new("敏感操作前须重新验证的间隔（分钟）", "minutes after which sensitive acts ask for the password again"), SettingKind.Number, "10",
        new("导出、账户管理等操作前须确认仍是本人；可在1至60之间调整。", "Exports and the management of accounts ask whether it is still you; between 1 and 60."));

    public static readonly Setting ActivationDays = new("accounts.activation-days", new("激活码有效天数", "days an activation code is valid"), SettingKind.Number, "7",
        new("新账户的激活码当面交给本人；可在1至30之间调整。", "The code of a new account is handed over in person; between 1 and 30."));

    public static IReadOnlyList<Setting> All { get; } = [IdleMinutes, LongestHours, FreshMinutes, ActivationDays];

    public static TimeSpan Idle(this SettingValues values) => TimeSpan.FromMinutes(Math.Clamp(values.Number(IdleMinutes), 5, 240));
    public static TimeSpan Longest(this SettingValues values) => TimeSpan.FromHours(Math.Clamp(values.Number(LongestHours), 1, 24));
    public static TimeSpan Fresh(this SettingValues values) => TimeSpan.FromMinutes(Math.Clamp(values.Number(FreshMinutes), 1, 60));
    public static TimeSpan Activation(this SettingValues values) => TimeSpan.FromDays(Math.Clamp(values.Number(ActivationDays), 1, 30));
}
