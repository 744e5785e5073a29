namespace Qinglian.Data.Server;

/// <summary>The settings the embedded server runs with: for a machine with two cores and 4 GB that also runs the web process.</summary>
internal static class ServerSettings
{
    public static Dictionary<string, string> For(EmbeddedPostgresOptions options, string logFolder)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "",
            ["port"] = "5432",
            ["unix_socket_permissions"] = "0700",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["max_connections"] = "100",
            ["shared_buffers"] = "256MB",
            ["effective_cache_size"] = "1GB",
            ["work_mem"] = "8MB",
            ["maintenance_work_mem"] = "64MB",
            ["random_page_cost"] = "1.1",
            ["max_wal_size"] = "1GB",
            ["checkpoint_timeout"] = "15min",
            ["wal_compression"] = "on",
            ["autovacuum_max_workers"] = "2",
            ["max_worker_processes"] = "4",
            ["max_parallel_workers"] = "2",
            ["max_parallel_workers_per_gather"] = "1",
            ["io_workers"] = "2",
            ["jit"] = "off",
            // A page that was closed in the middle of a transaction must not hold its locks for ever.
            ["idle_in_transaction_session_timeout"] = "5min",
            ["logging_collector"] = "on",
            ["log_directory"] = logFolder,
            ["log_file_mode"] = "0600",
            ["log_filename"] = "postgres-%a.log",
            ["log_truncate_on_rotation"] = "on",
            ["log_rotation_age"] = "1d",
            // The log must not repeat what people wrote: neither the statement nor the row values in DETAIL.
            ["log_error_verbosity"] = "terse",
            ["log_min_error_statement"] = "panic",
        };
        if (options.Ephemeral)
        {
            foreach (var name in (string[])["fsync", "synchronous_commit", "full_page_writes", "autovacuum"])
                settings[name] = "off";
            settings["shared_buffers"] = "64MB";
            settings["max_wal_size"] = "2GB";
        }
        foreach (var (name, value) in options.Settings)
            settings[name] = value;
        return settings;
    }
}
